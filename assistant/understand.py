"""Question and history -> Query: its language, what it asks, what it constrains, and the words that are left."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.phrases import Phrasebook, phrasebook
from assistant.spelling import Spelling
from assistant.types import Asked, Constraints, Query, Term, Turn
from ingest.dates import find_dates
from ingest.errors import BadInput
from ingest.experts import introduced
from ingest.glossary import concepts, find_concepts
from ingest.language import detect, function_words, is_foreign, scores
from ingest.places import PlaceKind, PlaceMention, find_places
from ingest.types import LANGUAGES, Country, Expert, ExpertKind, Language, Period
from ingest.words import Word, singular, words

LONGEST = 2_000  # characters of a question
_DOUBT = 0.25    # below this lead the conversation, then the reader's choice, decides the language
_PHASE = re.compile(r"\b(?:(?:phase|fase)\s+(?P<named>[IVX]{1,4}|\d)|(?P<roman>II|III|IV))\b", re.IGNORECASE)
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\ufffe\uffff]")
_PROVIDERS = frozenset({"european-union"})

# What a cue asks for, the first that applies. Cues of dates speak of the action as a whole or of something in it.
_BY_CUE: tuple[tuple[str, Asked], ...] = (
    ("how_many_actions", Asked.COUNT), ("which_action", Asked.LIST), ("downloads", Asked.DOWNLOADS), ("experts", Asked.EXPERTS),
    ("objective", Asked.OBJECTIVE), ("how_long", Asked.HOW_LONG), ("duration", Asked.DURATION), ("institution", Asked.INSTITUTION),
    ("theme", Asked.THEME), ("where", Asked.WHERE), ("how_many", Asked.NUMBER), ("why", Asked.OBJECTIVE),
)


def language_of(question: str, history: Sequence[Turn], preferred: Language | None) -> Language:
    """By its words; where they leave doubt, by the conversation, then by the reader's choice.

    Raises BadInput for a question in another language than the three.
    """
    speaks = scores(question)
    best = max(LANGUAGES, key=lambda code: speaks[code])
    if is_foreign(question):
        raise BadInput(phrasebook(preferred or best).templates["foreign"])
    rest = sorted(speaks.values(), reverse=True)
    if rest[0] - rest[1] < _DOUBT:
        earlier = next((turn.language for turn in reversed(history) if turn.language), None)
        return earlier or preferred or best
    return best


def check(question: str, preferred: Language | None) -> None:
    """Raises BadInput, in the reader's language, for what is no question."""
    say = phrasebook(preferred or (detect(question[:LONGEST]) if question.strip() else "en")).say
    if not question.strip():
        raise BadInput(say("empty"))
    if len(question) > LONGEST:
        raise BadInput(say("too_long", length=len(question), limit=LONGEST))
    if _CONTROL.search(question) or not words(question):
        raise BadInput(say("binary"))


@dataclass(frozen=True, slots=True)
class Understanding:
    """Turns questions into queries; `spelling` knows the words of the library."""

    spelling: Spelling

    def understand(self, question: str, history: Sequence[Turn] = (), preferred: Language | None = None) -> Query:
        check(question, preferred)
        language = language_of(question, history, preferred)
        book = phrasebook(language)
        text = self.spelling.correct(question, language)
        found = words(text)
        cues = book.cues.find(found)
        names = {m.value for m in cues}
        mentions = [m for m in find_places(text, cased=False) if m.place.id not in _PROVIDERS]
        dates = find_dates(text)
        experts = _experts(text, language, mentions, names)
        phase = _phase(text)
        asked = _asked(names)
        taken = {at for m in mentions for at in range(m.first, m.last)}
        taken |= {at for at, w in enumerate(found) if any(d.start <= w.start < d.end for d in dates)}
        taken |= {at for m in cues if m.value in _CONSUMED.get(asked, _ALWAYS) for at in range(m.first, m.last)}
        if phase and (match := _PHASE.search(text)):
            taken |= {at for at, w in enumerate(found) if match.start() <= w.start < match.end()}
        terms = _terms(text, found, taken, language, book)
        if asked in (Asked.EXPERTS, Asked.LIST, Asked.COUNT) and experts:
            terms = tuple(t for t in terms if t.concept not in _KIND_CONCEPTS)
        constraints = Constraints(
            places=tuple(dict.fromkeys(m.place for m in mentions if m.place.id not in {e.country for e in experts})),
            experts=tuple(dict.fromkeys(e.country for e in experts if e.country)),
            expert_kinds=tuple(dict.fromkeys(e.kind for e in experts if e.kind in (ExpertKind.NGO, ExpertKind.ACADEMIC))),
            phase=phase,
            ongoing=_ongoing(names, asked),
            **_periods([d.period for d in dates], names),
        )
        return Query(question, language, asked, constraints, terms, text)


_ALWAYS = frozenset({"when", "where", "who", "how_long", "how_many", "why", "which_action", "how_many_actions", "describe", "action", "planned"})
_CONSUMED: dict[Asked, frozenset[str]] = {
    Asked.DURATION: _ALWAYS | {"duration"},
    Asked.START: _ALWAYS | {"start"},
    Asked.END: _ALWAYS | {"end"},
    Asked.EXPERTS: _ALWAYS | {"experts"},
    Asked.INSTITUTION: _ALWAYS | {"institution"},
    Asked.OUTPUT: _ALWAYS | {"output"},
    Asked.OBJECTIVE: _ALWAYS | {"objective"},
    Asked.THEME: _ALWAYS | {"theme"},
    Asked.STATUS: _ALWAYS | {"status", "finished", "end"},
    Asked.LIST: _ALWAYS | {"status", "finished", "experts", "start", "end"},
    Asked.COUNT: _ALWAYS | {"status", "finished", "experts", "start", "end"},
    Asked.DOWNLOADS: _ALWAYS,
}
_KIND_CONCEPTS = frozenset({"ngo", "non-governmental-organisation", "academic", "academic-expert", "civil-society-organisation", "expert", "academia"})


def _asked(cues: set[str]) -> Asked:
    """What the cues of a question ask for."""
    if cues & {"how_many_actions", "which_action"}:
        return Asked.COUNT if "how_many_actions" in cues else Asked.LIST
    if "status" in cues and not cues & {"when", "experts"}:
        return Asked.STATUS
    if "when" in cues or "duration" in cues:
        for name, asked in (("start", Asked.START), ("end", Asked.END)):
            if name in cues and not {"start", "end"} <= cues:
                return asked
        return Asked.DURATION if "duration" in cues or {"start", "end"} <= cues else Asked.WHEN
    for name, asked in _BY_CUE:
        if name in cues:
            return asked
    if "output" in cues:
        return Asked.OUTPUT
    if "start" in cues and not cues & {"end"}:
        return Asked.FACT
    return Asked.DESCRIBE if "describe" in cues else Asked.FACT


def _experts(text: str, language: Language, mentions: Sequence[PlaceMention], cues: set[str]) -> list[Expert]:
    """Countries that the question names as those of experts, rather than as places of actions."""
    named = introduced(text, language, cased=False)
    kinds = {kind for kind in (ExpertKind.NGO, ExpertKind.ACADEMIC) if any(e.kind is kind for e in named)}
    if named or "experts" not in cues:
        return named
    return [Expert(None, kind) for kind in kinds]


def _phase(text: str) -> int | None:
    match = _PHASE.search(text)
    if not match:
        return None
    number = (match["named"] or match["roman"]).upper()
    return int(number) if number.isdigit() else _ROMAN.get(number)


def _ongoing(cues: set[str], asked: Asked) -> bool | None:
    if asked not in (Asked.LIST, Asked.COUNT):
        return None
    return False if "finished" in cues else True if "status" in cues else None


def _periods(dates: Sequence[Period], cues: set[str]) -> dict[str, Period | None]:
    """The date of a question limits the start, the end, or anything in the action."""
    if not dates:
        return {}
    period = Period(min(d.start for d in dates), max(d.end for d in dates)) if len(dates) > 1 else dates[0]
    if "start" in cues and "end" not in cues:
        return {"started": period}
    return {"ended": period} if "end" in cues and "start" not in cues else {"within": period}


def _terms(text: str, found: Sequence[Word], taken: set[int], language: Language, book: Phrasebook) -> tuple[Term, ...]:
    """Glossary concepts first, then single words, leaving out what is taken, function words and frame words."""
    terms: list[tuple[int, Term]] = []
    covered = set(taken)
    for match in find_concepts(text, language, cased=False):
        span = set(range(match.first, match.last))
        frame = all(singular(found[at].folded, language) in book.frame for at in span)
        if not span & covered and not frame and concepts()[match.value].theme != "project":
            covered |= span
            terms.append((match.first, Term(text[match.start:match.end], " ".join(found[at].folded for at in sorted(span)), match.value)))
    for at, word in enumerate(found):
        bare = singular(word.folded, language) in book.frame or word.folded in function_words(language)
        if at not in covered and not bare and (len(word.folded) > 1 or word.folded.isdigit()):
            terms.append((at, Term(word.text, word.folded)))
    return tuple(term for _, term in sorted(terms, key=lambda pair: pair[0]))


def points_back(query: Query) -> bool:
    """Whether the question leans on what was said before: it names nothing of its own, or uses words such as `there`."""
    c = query.constraints
    if c.places or c.experts or c.phase:
        return False
    return bool(phrasebook(query.language).back.find(words(query.text))) or not query.terms


