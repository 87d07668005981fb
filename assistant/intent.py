"""What the cues of a question ask for."""

from collections.abc import Sequence

from assistant.types import Asked, Term
from ingest.glossary import concepts, themes
from ingest.words import Match, Word

# What a cue asks for, the first that applies.
_BY_CUE: tuple[tuple[str, Asked], ...] = (
    ("downloads", Asked.DOWNLOADS),
    ("experts", Asked.EXPERTS),
    ("objective", Asked.OBJECTIVE),
    ("how_long", Asked.HOW_LONG),
    ("duration", Asked.DURATION),
    ("theme", Asked.THEME),
    ("where", Asked.WHERE),
    ("how_many", Asked.NUMBER),
    ("how_many_countries", Asked.NUMBER),
    ("output", Asked.OUTPUT),
    ("institution", Asked.INSTITUTION),
    ("partner", Asked.INSTITUTION),
    ("why", Asked.OBJECTIVE),
)
ALWAYS = frozenset(
    {
        "when",
        "where",
        "who",
        "how_long",
        "how_many",
        "why",
        "which_action",
        "how_many_actions",
        "describe",
        "action",
        "planned",
        "actions_plural",
        "which_country",
        "how_many_countries",
        "title",
        "name",
        "person",
        "status",
        "which",
        "means",
        "titled",
        "phase",
        "did",
        "only",
        "deals",
    }
)
CONSUMED: dict[Asked, frozenset[str]] = {
    Asked.DURATION: ALWAYS | {"duration", "start", "end"},
    Asked.START: ALWAYS | {"start"},
    Asked.END: ALWAYS | {"end"},
    Asked.EXPERTS: ALWAYS | {"experts", "from_where", "sent"},
    Asked.PERSON: ALWAYS | {"experts"},
    Asked.INSTITUTION: ALWAYS | {"institution", "partner"},
    Asked.OUTPUT: ALWAYS | {"output"},
    Asked.OBJECTIVE: ALWAYS | {"objective"},
    Asked.THEME: ALWAYS | {"theme"},
    Asked.STATUS: ALWAYS | {"status", "finished", "end"},
    Asked.LIST: ALWAYS | {"status", "finished", "experts", "start", "end", "theme", "output", "partner"},
    Asked.COUNT: ALWAYS | {"status", "finished", "experts", "start", "end", "theme", "output", "partner"},
    Asked.HOW_LONG: ALWAYS | {"duration"},
}


def is_asked_for(cue: Match[str], cues: Sequence[Match[str]]) -> bool:
    """`which ministry`, `con qué institución`: the noun stands beside a question word."""
    return any(m.value == "which" and 0 <= cue.first - m.last <= 2 for m in cues)


def asked_by(cues: set[str], experts: bool, places: bool) -> Asked:
    """What the cues of a question ask for. `experts`: it names their countries; `places`: it names places of actions."""
    if "how_many_actions" in cues or ("how_many" in cues and cues & {"title", "actions_plural"}):
        return Asked.COUNT
    if "sent" in cues and cues & {"which_country", "who"} and "when" not in cues and (places or "actions_plural" not in cues):
        return Asked.EXPERTS
    own_cue = cues & {"when", "from_where", "how_long", "where", "objective", "theme", "downloads", "institution"}
    own_cue -= {"where"} if "relative_where" in cues else set()
    whole = "actions_plural" in cues and not own_cue and not (cues & {"experts"} and not experts)
    if "which_action" in cues or whole:
        return Asked.LIST
    if ("name" in cues and (cues & {"experts", "person"} or experts)) or (
        "person" in cues and not cues & {"experts", "partner", "institution"}
    ):
        return Asked.PERSON
    if "from_where" in cues and not cues & {"when", "downloads"}:
        return Asked.EXPERTS
    if "when" in cues or "duration" in cues:
        return _time_asked(cues)
    if cues & {"status", "end"} and not cues & {"which", "who", "describe", *(name for name, _ in _BY_CUE)}:
        return Asked.STATUS
    if {"where", "experts"} <= cues:
        return Asked.WHERE
    for name, asked in _BY_CUE:
        if name in cues and not (asked is Asked.EXPERTS and "did" in cues):
            return asked
    if "which_country" in cues:
        return Asked.COUNTRY
    return Asked.DESCRIBE if "describe" in cues else Asked.START if "start" in cues else Asked.FACT


def chosen_by(
    asked: Asked,
    cues: set[str],
    found: Sequence[Word],
    matches: Sequence[Match[str]],
    terms: Sequence[Term],
    dated: bool,
    placed: bool,
    staffed: bool,
) -> Asked:
    """`how many are still open?`, `what was launched in 2011?`: a choice among all actions, though no action is named."""
    limits = cues & {"start", "end", "status", "finished"}
    counted = [m.last for m in matches if m.value == "how_many"]
    bare = any(last >= len(found) or any(m.first == last for m in matches) for last in counted)
    if asked is Asked.NUMBER and limits and (bare or "which" not in cues) and not placed:
        return Asked.COUNT
    topics = all(t.concept and themes()[concepts()[t.concept].theme].topic for t in terms if not t.verb) and any(t.concept for t in terms)
    if staffed and not placed and asked in (Asked.EXPERTS, Asked.COUNTRY, Asked.WHERE):
        return Asked.LIST  # `in which country did the Belgian experts work?`
    if asked is Asked.EXPERTS and dated and not cues & {"from_where", "which_country", "sent", "who"}:
        return Asked.FACT  # what the experts did then
    if asked is Asked.PERSON and "name" not in cues and not _is_somebody(found, matches, terms):
        return Asked.FACT
    nothing_else = asked is Asked.COUNTRY and all(t.verb for t in terms)
    if asked in (Asked.WHERE, Asked.THEME, Asked.COUNTRY) and (topics or nothing_else) and not placed and not (dated and topics):
        return Asked.LIST
    if (
        limits & {"start", "end"}
        and dated
        and not placed
        and "when" not in cues
        and asked in (Asked.STATUS, Asked.START, Asked.END, Asked.FACT)
    ):
        return Asked.LIST
    return asked


def _is_somebody(found: Sequence[Word], matches: Sequence[Match[str]], terms: Sequence[Term]) -> bool:
    """`who was the head ...`, but not `who was the training for`."""
    heads = {found[m.last].folded for m in matches if m.value == "person" and m.last < len(found)}
    named = [t for t in terms if t.folded.split()[0] in heads]
    return all(t.concept is None or concepts()[t.concept].theme == "people" for t in named)


def _time_asked(cues: set[str]) -> Asked:
    if {"start", "end"} <= cues:
        return Asked.DURATION
    if "start" in cues:
        return Asked.START
    return Asked.END if "end" in cues else Asked.DURATION if "duration" in cues else Asked.WHEN
