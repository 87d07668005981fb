"""Question and history -> Query: its language, what it asks, what it constrains, and the words that are left."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.bounds import bounded, dated
from assistant.intent import ALWAYS, CONSUMED, asked_by, chosen_by, is_asked_for
from assistant.phrases import Phrasebook, phrasebook
from assistant.spelling import Spelling
from assistant.types import Asked, Constraints, Query, Term, Turn
from ingest.dates import find_dates
from ingest.embed import verbs
from ingest.errors import BadInput
from ingest.experts import introduced
from ingest.glossary import find_concepts
from ingest.language import detect, function_words, is_foreign, scores
from ingest.markers import markers
from ingest.places import PlaceMention, find_cities, find_places
from ingest.types import LANGUAGES, ExpertKind, Language
from ingest.words import Match, Word, singular, words

LONGEST = 2_000  # characters of a question
_OF_QUESTIONS = 0.5  # weight of a word that one language's phrase table has alone
_CLAUSE = 5  # words from which what follows a colon may be a question of its own
_BESIDE = 4  # words between an action and its place
_DOUBT = 0.25  # below this lead the conversation, then the reader's choice, decides the language
_PHASE = re.compile(r"\b(?:(?:phase|fase)\s+(?P<named>[IVX]{1,4}|\d)|(?P<roman>I|II|III|IV|V|VI))\b", re.IGNORECASE)
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6}
_PARTS = re.compile(r"[^.!?\n]*(?:\.(?=\w)[^.!?\n]*)*[.!?\n]+|[^.!?\n]+$")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\ufffe\uffff]")
_PROVIDERS = frozenset({"european-union"})


def language_of(question: str, history: Sequence[Turn], preferred: Language | None) -> Language:
    """By its words; where they leave doubt, by the conversation, then by the reader's choice.

    Raises BadInput for a question in another language than the three.
    """
    speaks = scores(question)
    for word in words(question):
        owners = [code for code in LANGUAGES if word.folded in phrasebook(code).spelled]
        if len(owners) == 1:
            speaks[owners[0]] += _OF_QUESTIONS
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
        """Raises BadInput, in the reader's language, for what is no question in one of the three languages."""
        check(question, preferred)
        language = language_of(question, history, preferred)
        text = self.spelling.correct(question, language)
        asking = _asking_part(text)
        known = self.spelling.vocabulary[language]
        query = _read(question, asking, language, known)
        nouns = [t for t in query.terms if not t.verb]
        told = query.constraints.places or query.constraints.experts or len(nouns) > 1
        if _asks_a_name(text, language) and not _asks_a_name(asking, language):
            told = False  # `I need a name` stands outside the question
        return query if asking == text or told else _read(question, text, language, known)


def _asks_a_name(text: str, language: Language) -> bool:
    return any(m.value == "name" for m in phrasebook(language).cues.find(words(text)))


def _asking_part(text: str) -> str:
    """The sentences with a question mark; what stands around them (a greeting, an order) is not asked. All, where there is none."""
    asked = [part for part in _PARTS.findall(text) if part.rstrip().endswith("?")]
    after_colon = [part.rpartition(": ")[2] if len(words(part.rpartition(": ")[2])) >= _CLAUSE else part for part in asked]
    return " ".join(part.strip() for part in after_colon) or text


def _read(question: str, text: str, language: Language, known: frozenset[str]) -> Query:
    book = phrasebook(language)
    found = words(text)
    cues = book.cues.find(found)
    closing = {"end"} if found and found[-1].folded in book.words["closing"].split() else set()  # `is it over?`
    plural = {m.last for m in cues if m.value == "actions_plural"}
    names = {m.value for m in cues if m.value != "institution" or is_asked_for(m, cues)}
    if any(word.text.lower() == "où" for word in found) or (found and language == "fr" and found[0].folded == "ou"):
        names.add("where")  # without its accent it is `or`
    if "past" in names:
        names.add("did")
    names |= closing | {"relative_where" for m in cues if m.value == "where" and plural & {m.first, m.first - 1}}  # `proyectos donde ...`
    mentions = [m for m in find_places(text, cased=False) if m.place.id not in _PROVIDERS]
    mentions += [m for m in find_cities(text) if not all(w.folded in known for w in found[m.first : m.last])]
    dates = find_dates(text)
    places_of_actions = _places_of_actions(found, cues, mentions)
    experts = [e for e in introduced(text, language, cased=False) if e.country not in places_of_actions]
    countries = {e.country for e in experts}
    asked = asked_by(names, bool(experts), bool(mentions))
    terms = _terms(text, found, _taken(text, found, cues, asked, mentions, language), language, book)
    placed = any(m.place.id not in countries for m in mentions)
    chosen = chosen_by(asked, names, found, cues, terms, bool(dates), placed, bool(countries))
    if chosen is not asked:
        asked, terms = chosen, _terms(text, found, _taken(text, found, cues, chosen, mentions, language), language, book)
    selecting = asked in (Asked.LIST, Asked.COUNT)
    kinds = [e.kind for e in experts] + (_kinds(found) if selecting else [])
    if kinds:
        terms = tuple(t for t in terms if not _names_kind(t))
    constraints = Constraints(
        places=tuple(dict.fromkeys(m.place for m in mentions if m.place.id not in countries)),
        experts=tuple(dict.fromkeys(e.country for e in experts if e.country)),
        expert_kinds=tuple(dict.fromkeys(k for k in kinds if k in (ExpertKind.NGO, ExpertKind.ACADEMIC))),
        either=any(w.folded in book.words["either"].split() for w in found),
        only_experts="only" in names,
        phase=_phase(text, mentions) or _counted_phase(found, cues, book),
        ongoing=_ongoing(names, selecting or (asked is Asked.STATUS and not mentions), bool(dates)),
        in_title="title" in names,
    )
    constraints = dated(constraints, [bounded(d, text, book) for d in dates], names)
    past = bool(names & {"past", "output"}) and "planned" not in names
    return Query(question, language, asked, constraints, terms, _focus(found, cues, terms), past, text)


def _places_of_actions(found: Sequence[Word], cues: Sequence[Match[str]], mentions: Sequence[PlaceMention]) -> set[str]:
    """Countries in `the experts of the Panama action`, `los expertos de la acción de Panamá`: the action's, not the experts'."""
    nouns = [at for at, word in enumerate(found) if word.folded in markers().expert_nouns]
    named = [m.first for m in cues if m.value in ("action", "actions_plural") and nouns and m.first > nouns[0]]
    return {m.place.id for m in mentions if any(-_BESIDE <= m.first - at <= _BESIDE for at in named)}


def _taken(
    text: str, found: Sequence[Word], cues: Sequence[Match[str]], asked: Asked, mentions: Sequence[PlaceMention], language: Language
) -> set[int]:
    """Indices of the words that are understood already: the cues of what is asked, places, dates, the phase."""
    phrases = [set(range(m.first, m.last)) for m in find_concepts(text, language, cased=False) if m.last - m.first > 1]
    taken = {
        at
        for m in cues
        if m.value in CONSUMED.get(asked, ALWAYS)
        and (m.value != "institution" or is_asked_for(m, cues))
        and not (m.value == "deals" and any(m.first in span for span in phrases))  # `trata de personas` is a topic
        for at in range(m.first, m.last)
    }
    taken |= {at for m in mentions for at in range(m.first, m.last)}
    spans = [(d.start, d.end) for d in find_dates(text)]
    spans += [m.span() for m in _PHASE.finditer(text) if m["named"] or any(m.start() == p.end + 1 for p in mentions)]
    return taken | {at for at, w in enumerate(found) if any(start <= w.start < end for start, end in spans)}


def _kinds(found: Sequence[Word]) -> list[ExpertKind]:
    """`which action involved an academic?`"""
    spelled = {w.folded for w in found}
    return [kind for kind in (ExpertKind.NGO, ExpertKind.ACADEMIC) if spelled & markers().expert_kinds[kind]]


def _names_kind(term: Term) -> bool:
    kinds = markers().expert_kinds
    spelled = {w.folded for w in words(term.folded)}
    return bool(spelled & (kinds[ExpertKind.NGO] | kinds[ExpertKind.ACADEMIC] | kinds[ExpertKind.ADMINISTRATION] | markers().expert_nouns))


def _focus(found: Sequence[Word], cues: Sequence[Match[str]], terms: Sequence[Term]) -> Term | None:
    """The noun that a question word asks for: the term that begins within two words after it."""
    asking = [m.last for m in cues if m.value in ("how_many", "which", "describe", "titled", "name")]
    nouns = [t for t in terms if not t.verb]
    for last in asking:
        for word in found[last : last + 3]:
            for term in nouns:
                if term.folded.split()[0] == word.folded:
                    return term
    return None


def _phase(text: str, mentions: Sequence[PlaceMention]) -> int | None:
    """`phase 2`, `fase II`, or a Roman number after a place: `Paraguay I`."""
    match = next((m for m in _PHASE.finditer(text) if m["named"] or any(m.start() == p.end + 1 for p in mentions)), None)
    number = (match["named"] or match["roman"]).upper() if match else ""
    return int(number) if number.isdigit() else _ROMAN.get(number)


def _counted_phase(found: Sequence[Word], cues: Sequence[Match[str]], book: Phrasebook) -> int | None:
    """`the second action with Paraguay`, `la primera fase`: an ordinal within three words before the action."""
    actions = {m.first for m in cues if m.value in ("action", "actions_plural", "phase")}
    for at, word in enumerate(found):
        if word.folded in book.counted and actions & set(range(at + 1, at + 4)):
            return book.counted[word.folded]
    return None


def _ongoing(cues: set[str], selecting: bool, dated: bool) -> bool | None:
    if not selecting:
        return None
    if dated:
        return None  # `under way in 2010` says when
    return False if "finished" in cues or "end" in cues else True if "status" in cues else None


def _terms(text: str, found: Sequence[Word], taken: set[int], language: Language, book: Phrasebook) -> tuple[Term, ...]:
    """Glossary concepts first, then single words, leaving out what is taken, function words and frame words."""
    terms: list[tuple[int, Term]] = []
    covered = set(taken)
    counts = frozenset(book.words["numbers"].split())
    for match in find_concepts(text, language, cased=False):
        span = set(range(match.first, match.last))
        frame = all(singular(found[at].folded, language) in book.frame for at in span)
        if not span & covered and not frame:
            covered |= span
            terms.append((match.first, Term(text[match.start : match.end], " ".join(found[at].folded for at in sorted(span)), match.value)))
    for at, word in enumerate(found):
        bare = singular(word.folded, language) in book.frame or word.folded in function_words(language)
        if at not in covered and not bare and (len(word.folded) > 1 or word.folded.isdigit()):
            light = word.text.lower() in verbs(language) or word.folded in counts or singular(word.folded, language) in book.ordinals
            name = word.folded.isdigit() or (
                at > 0 and word.text[0].isupper() and text[word.start - 2 : word.start - 1] not in (".", "?", "!")
            )
            terms.append((at, Term(word.text, word.folded, name=name, verb=light and not name)))
    return tuple(term for _, term in sorted(terms, key=lambda pair: pair[0]))


def points_back(query: Query) -> bool:
    """Whether the question leans on what was said before: it names nothing of its own, or uses words such as `there`."""
    c = query.constraints
    if c.places or c.experts or c.phase:
        return False
    return bool(phrasebook(query.language).back.find(words(query.text))) or not query.terms
