"""How well each sentence of the library supports each word of a question.

A term is supported by a sentence that holds its concept or its stem, or a word near it in meaning; less by
the paragraph around, less again by the rest of the action. Coverage, the weighted share of a question's
terms that find support, decides between an answer and an honest refusal.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from assistant.types import Query, Term
from ingest.dates import find_dates
from ingest.embed import Vectors, WordEncoder
from ingest.glossary import concepts, find_concepts
from ingest.places import Place, PlaceKind, bodies, find_places
from ingest.sentences import sentences
from ingest.types import Action, ActionId, ConceptId, Country, Edition, Language, Library, Paragraph, Period, Section, Sentence
from ingest.words import stem, words

NEAR = 0.55  # cosine from which a word supports another
_IN_PARAGRAPH = 0.85  # share of a support that lies in the same paragraph
_IN_ACTION = 0.65  # ... elsewhere in the action
_PLACE = 0.35  # weight of a place or a date beside all the terms
_LOOSE_THEMES = frozenset({"people", "institution", "activity", "training"})
_EVERYDAY = 0.3  # most that an everyday noun weighs where no sentence knows it
_VERB_IN_ORDER = 3.0  # how much more it weighs when sentences are put in order
_VERB = 0.15  # weight of a verb beside a noun or a name
_ELSEWHERE = 0.97  # share of a support that the same sentence of another edition gives
_MEANING = 0.9  # share of a support by meaning alone


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """One sentence of one document, with what can be matched in it."""

    action: Action | None
    edition: Edition | None
    language: Language
    document: str
    paragraph: Paragraph
    ordinal: tuple[int, int]  # of the paragraph in its section, of the sentence in its paragraph
    sentence: Sentence
    stems: frozenset[str]
    concepts: frozenset[ConceptId]
    places: frozenset[str]
    dates: tuple[Period, ...]
    words: tuple[str, ...]

    def paragraph_of_sentence(self) -> Paragraph:
        """The sentence alone, as a paragraph of its section."""
        return Paragraph(self.paragraph.section, self.sentence.start, self.sentence.end, self.sentence.text)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A statement with its score for one query; `coverage` is of the query's terms alone, 0 to 1."""

    statement: Statement
    score: float
    coverage: float


class Evidence:
    def __init__(self, library: Library, encoder: WordEncoder) -> None:
        self.library = library
        self._encoder = encoder
        self.statements = tuple(_statements(library))
        self._columns: dict[str, int] = {}
        for statement in self.statements:
            for word in statement.words:
                self._columns.setdefault(word, len(self._columns))
        self._vocabulary = self._vectors(list(self._columns))
        self._rows = [np.array([self._columns[w] for w in s.words], dtype=np.int64) for s in self.statements]

    @cached_property
    def _counterparts(self) -> np.ndarray:
        """For every statement, the number of its group: the same sentence in all editions that agree in their count."""
        keys: dict[tuple[object, ...], int] = {}
        groups = np.zeros(len(self.statements), dtype=np.int64)
        for edition, indices in self._by_edition().items():
            shape = tuple((self.statements[i].paragraph.section, self.statements[i].ordinal) for i in indices)
            for place, at in zip(shape, indices, strict=True):
                key = (edition[0], shape, place) if edition[0] else (None, at)
                groups[at] = keys.setdefault(key, len(keys))
        return groups

    def _by_edition(self) -> dict[tuple[str | None, str], list[int]]:
        found: dict[tuple[str | None, str], list[int]] = defaultdict(list)
        for at, s in enumerate(self.statements):
            found[s.action.id if s.action else None, s.document].append(at)
        return found

    def _vectors(self, spelled: Sequence[str]) -> Vectors:
        encoded = self._encoder.encode(spelled)
        blank = np.zeros(self._encoder.dimensions, dtype=np.float32)
        return np.array([e.vectors[0] if len(e.words) == 1 else blank for e in encoded], dtype=np.float32).reshape(
            -1, self._encoder.dimensions
        )

    @cached_property
    def by_action(self) -> dict[tuple[str, Language], list[int]]:
        """Indices of the statements of each action's edition in each language."""
        found: dict[tuple[str, Language], list[int]] = defaultdict(list)
        for at, s in enumerate(self.statements):
            if s.action:
                found[s.action.id, s.language].append(at)
        return dict(found)

    def index(self, statement: Statement) -> int:
        return self._index[id(statement)]

    @cached_property
    def _index(self) -> dict[int, int]:
        return {id(s): at for at, s in enumerate(self.statements)}

    def only(self, actions: Sequence[ActionId]) -> "Evidence":
        """The same evidence, as if the library held these actions alone."""
        narrowed = copy(self)
        narrowed.library = replace(self.library, actions=tuple(a for a in self.library.actions if a.id in actions))
        return narrowed

    def readable(self, action: Action, language: Language) -> list[int]:
        """Statements of the action in the reader's language, or in that of the original."""
        return self.by_action.get((action.id, action.edition(language).language), [])

    def supports(self, terms: Sequence[Term], language: Language) -> Vectors:
        """Support of every term by every statement's own words, shape (terms, statements), 0 to 1."""
        rows = [self._over_editions(self._support(term, language)) for term in terms]
        return np.array(rows, dtype=np.float32).reshape(len(terms), len(self.statements))

    def _over_editions(self, support: Vectors) -> Vectors:
        """A sentence that says it in one language says it in all."""
        best = np.zeros(int(self._counterparts.max()) + 1 if len(support) else 0, dtype=np.float32)
        np.maximum.at(best, self._counterparts, support)
        return np.asarray(np.maximum(support, best[self._counterparts] * _ELSEWHERE), dtype=np.float32)

    def _support(self, term: Term, language: Language) -> Vectors:
        spelled = [w.folded for w in words(term.folded)]
        parts = np.array([self._word_support(word, language) for word in spelled])
        whole = parts.mean(axis=0) if len(parts) else np.zeros(len(self.statements))
        if term.concept:
            named = np.array([term.concept in s.concepts for s in self.statements])
            exact = term.text.isupper() and whole.max() == 1
            whole = np.where(named, np.maximum(whole, 0.8 if exact else 1.0), whole * (0.9 if len(spelled) > 1 else 1.0))
        return np.asarray(whole, dtype=np.float32)

    def _word_support(self, word: str, language: Language) -> Vectors:
        cosines = self._vocabulary @ self._vectors([word])[0]
        cosines[cosines < NEAR] = 0
        near = np.array([cosines[row].max() if len(row) else 0.0 for row in self._rows]) * _MEANING
        stems = {code: stem(word, code) for code in {s.language for s in self.statements}}
        spelled = np.array([stems[s.language] in s.stems for s in self.statements])
        return np.where(spelled, 1.0, near)

    def near(self, phrase: str, word: str, language: Language, asked_in: Language) -> bool:
        """Whether a word of a text is one of a phrase's words, by stem or by meaning; concepts named by the same word count."""
        spelled = [w.folded for w in words(phrase)]
        if any(stem(s, language) == stem(word, language) for s in spelled):
            return True
        same = {m.value for m in find_concepts(phrase, asked_in)} & {m.value for m in find_concepts(word, language)}
        return bool(same) or any(float(v @ self._vectors([word])[0]) >= NEAR for v in self._vectors(spelled))

    def weights(self, terms: Sequence[Term], supports: Vectors) -> Vectors:
        """Rarity of each term, in its language and in this library; see `_worth` for what is not supported."""
        rare = [max((float(r) for e in self._encoder.encode([t.folded]) for r in e.rarity), default=1.0) for t in terms]
        held = (supports >= NEAR * _MEANING).sum(axis=1)
        idf = np.log((2 + len(self.statements)) / (1 + np.maximum(held, 3)))
        worth = np.array([_worth(t, r, bool(h)) for t, r, h in zip(terms, rare, held, strict=True)])
        return np.asarray(np.array(rare) * idf * worth, dtype=np.float32)


def _worth(term: Term, rarity: float, supported: bool) -> float:
    """A term of the field or a name that nothing supports counts in full; an everyday word, the less the more everyday."""
    if term.verb:
        return _VERB
    return 1.0 if supported or term.name or is_firm(term) else _EVERYDAY * rarity**2


def is_firm(term: Term) -> bool:
    """A term of the field, but for the words for people, bodies and meetings, which have many names."""
    return term.concept is not None and not is_loose(term)


def is_loose(term: Term) -> bool:
    return term.concept is not None and concepts()[term.concept].theme in _LOOSE_THEMES


def _least(term: Term) -> float:
    """Support from which a term is said to be there; the words of a longer term may stand apart."""
    return NEAR * _MEANING if " " not in term.folded else 0.4


def spread(evidence: Evidence, supports: Vectors, indices: Sequence[int]) -> Vectors:
    """Support of the terms by each of one edition's statements, what stands around them counted in part."""
    own = supports[:, indices]
    if not len(indices):
        return own
    paragraphs = [evidence.statements[i].paragraph.start for i in indices]
    around = np.array([[max(row[k] for k, p in enumerate(paragraphs) if p == here) for here in paragraphs] for row in own]).reshape(
        own.shape
    )
    elsewhere = np.repeat(own.max(axis=1, keepdims=True), own.shape[1], axis=1)
    return np.asarray(np.maximum(own, np.maximum(around * _IN_PARAGRAPH, elsewhere * _IN_ACTION)), dtype=np.float32)


def sends_experts(action: Action, place: Place) -> bool:
    return place.kind in (PlaceKind.COUNTRY, PlaceKind.NATIONALITY) and any(e.country == place.id for e in action.original.experts)


def has_place(action: Action, place: Place) -> bool:
    """Whether the action took place there: its country, its body, or a member of the region or body."""
    if place.kind in (PlaceKind.COUNTRY, PlaceKind.NATIONALITY):
        return Country(place.id) in action.original.places
    members = bodies()[place.id].members
    return place.id in action.original.bodies or (place.kind is PlaceKind.REGION and _lies_in(action, members))


def _lies_in(action: Action, members: frozenset[Country]) -> bool:
    """A country action in the region, or a body most of whose members lie there."""
    if any(country in members for country in action.original.places):
        return True
    return any(len(bodies()[b].members & members) * 2 > len(bodies()[b].members) for b in action.original.bodies if b in bodies())


def mentions_place(statement: Statement, place: Place) -> bool:
    """Named in the sentence, or, for a region, by a body whose members lie there."""
    if place.id in statement.places:
        return True
    return place.kind is PlaceKind.REGION and any(
        len(bodies()[b].members & bodies()[place.id].members) * 2 > len(bodies()[b].members) for b in statement.places if b in bodies()
    )


def dates_of(statement: Statement) -> tuple[Period, ...]:
    """The dates that a sentence names; an action of some days lends its own to its sentences."""
    duration = statement.action.original.duration if statement.action else None
    if statement.dates or duration is None or not (duration.start and duration.end and duration.start.day):
        return statement.dates
    return (Period(duration.start, duration.end),)


def dated_in(dates: Iterable[Period], asked: Period) -> bool:
    """Whether one of the dates lies in the period asked about, or they share a month or a day.

    A day is only met by a day: what the text dates to a month may have been on another.
    """
    exact = asked.start.day is not None and asked.start == asked.end
    return any(_first(d) <= _last(asked) and _first(asked) <= _last(d) for d in dates if not exact or d.start.day)


def _first(period: Period) -> tuple[int, int, int]:
    return (period.start.year, period.start.month or 1, period.start.day or 1)


def _last(period: Period) -> tuple[int, int, int]:
    return (period.end.year, period.end.month or 12, period.end.day or 31)


def coverage(weights: Vectors, supports: Vectors) -> Vectors:
    """Weighted share of the terms that are supported, per column; 1 where there are no terms."""
    total = float(weights.sum())
    return np.asarray(weights @ supports / total if total else np.ones(supports.shape[1]), dtype=np.float32)


def _statements(library: Library) -> Iterable[Statement]:
    for action, edition in library.editions():
        for paragraph in edition.paragraphs:
            nth = edition.section(paragraph.section).index(paragraph)
            for at, sentence in enumerate(sentences(paragraph.text, paragraph.start)):
                yield _statement(action, edition, edition.language, edition.document, paragraph, (nth, at), sentence)
    for passage in library.passages:
        if passage.action is None:
            paragraph = Paragraph(passage.section, passage.start, passage.end, passage.text)
            pieces = sentences(passage.text, passage.start)
            if passage.section is Section.DOWNLOADS:
                pieces = _lines(paragraph)
            for at, sentence in enumerate(pieces):
                yield _statement(None, None, passage.language, passage.document, paragraph, (0, at), sentence)


def _lines(paragraph: Paragraph) -> list[Sentence]:
    found, at = [], paragraph.start
    for line in paragraph.text.split("\n"):
        if line.strip():
            found.append(Sentence(at, at + len(line), line))
        at += len(line) + 1
    return found


def _statement(
    action: Action | None,
    edition: Edition | None,
    language: Language,
    document: str,
    paragraph: Paragraph,
    ordinal: tuple[int, int],
    sentence: Sentence,
) -> Statement:
    found = words(sentence.text)
    places = frozenset(m.place.id for m in find_places(sentence.text))
    return Statement(
        action,
        edition,
        language,
        document,
        paragraph,
        ordinal,
        sentence,
        stems=frozenset(stem(w.folded, language) for w in found),
        concepts=frozenset(m.value for m in find_concepts(sentence.text, language)),
        places=places,
        dates=tuple(m.period for m in find_dates(sentence.text)),
        words=tuple(dict.fromkeys(w.folded for w in found)),
    )


def ask(evidence: Evidence, query: Query) -> "Asking":
    supports = evidence.supports(query.terms, query.language)
    return Asking(evidence, query, supports, evidence.weights(query.terms, supports))


@dataclass(frozen=True, slots=True)
class Asking:
    """One query put to the evidence."""

    evidence: Evidence
    query: Query
    supports: Vectors
    weights: Vectors

    def firm_places(self) -> tuple[Place, ...]:
        """The places that an answer must meet: a region beside a country, or beside other words, only describes."""
        places = self.query.constraints.places
        regions_only = all(p.kind is PlaceKind.REGION for p in places) and not self.nouns()
        return tuple(p for p in places if p.kind is not PlaceKind.REGION or regions_only)

    def held_within(self, statement: Statement, themes_: frozenset[str]) -> bool:
        """Whether the statement itself speaks of every term of these themes."""
        return all(self.holds(statement, t) for t in self.query.terms if t.concept and concepts()[t.concept].theme in themes_)

    def nouns(self) -> bool:
        """Whether the question says what it is about beyond its places, dates and verbs."""
        return any(not t.verb for t in self.query.terms)

    def own(self, statement: Statement) -> float:
        """Share of the terms that the statement itself supports, without what stands around it; here verbs count for more."""
        verbs = np.array([_VERB_IN_ORDER if t.verb else 1.0 for t in self.query.terms], dtype=np.float32)
        return float(coverage(self.weights * verbs, self.supports[:, [self.evidence.index(statement)]])[0])

    def holds(self, statement: Statement, term: Term) -> bool:
        """Whether the statement itself speaks of one term of the query."""
        return float(self.supports[self.query.terms.index(term), self.evidence.index(statement)]) >= NEAR * _MEANING

    def title_coverage(self, action: Action) -> float:
        """Share of the terms that the action's title and objective support."""
        return self._coverage_in(action, (Section.TITLE, Section.OBJECTIVE, Section.AREA))

    def known_in_title(self, action: Action) -> bool:
        """Whether the title or objective supports every noun that the action supports at all."""
        indices = self.evidence.readable(action, self.query.language)
        titles = [i for i in indices if self.evidence.statements[i].paragraph.section in (Section.TITLE, Section.OBJECTIVE, Section.AREA)]
        rows = [at for at, t in enumerate(self.query.terms) if not t.verb and self.supports[at, indices].max(initial=0) >= _least(t)]
        return all(self.supports[at, titles].max(initial=0) >= _least(self.query.terms[at]) for at in rows)

    def action_coverage(self, action: Action) -> float:
        """Share of the terms that the action supports anywhere."""
        return self._coverage_in(action, tuple(Section))

    def _coverage_in(self, action: Action, sections: Sequence[Section]) -> float:
        indices = [
            i for i in self.evidence.readable(action, self.query.language) if self.evidence.statements[i].paragraph.section in sections
        ]
        if not indices:
            return 0.0
        return float(coverage(self.weights, self.supports[:, indices].max(axis=1, keepdims=True))[0])

    def unsupported(self, actions: Iterable[Action]) -> tuple[Term, ...]:
        """Nouns and names that none of the actions supports; verbs, where there is nothing else."""
        nouns = [not t.verb for t in self.query.terms]
        counted = nouns if any(nouns) else [True] * len(nouns)
        indices = [i for a in actions for i in self.evidence.readable(a, self.query.language)]
        best = self.supports[:, indices].max(axis=1) if indices else np.zeros(len(self.query.terms))
        return tuple(t for t, b, c in zip(self.query.terms, best, counted, strict=True) if c and b < _least(t))

    def decisive(self, actions: Iterable[Action]) -> tuple[Term, ...]:
        """Unsupported terms of the field and names: without them there is no answer."""
        asked_for = self.query.focus if self.query.focus and not is_loose(self.query.focus) else None
        return tuple(t for t in self.unsupported(actions) if t.name or t == asked_for or is_firm(t))

    def weigh(self, actions: Sequence[Action]) -> list[Weighed]:
        """The statements of these actions, the best first; ties keep the order of the library."""
        found: list[Weighed] = []
        for action in actions:
            indices = self.evidence.readable(action, self.query.language)
            covered = coverage(self.weights, spread(self.evidence, self.supports, indices))
            found += [
                Weighed(self.evidence.statements[i], self._score(self.evidence.statements[i], float(c)), float(c))
                for i, c in zip(indices, covered, strict=True)
            ]
        return sorted(found, key=lambda w: -w.score)

    def weigh_loose(self) -> list[Weighed]:
        """The statements that belong to no action, in the reader's language or the original's."""
        indices = [i for i, s in enumerate(self.evidence.statements) if s.action is None and s.language == self.query.language]
        covered = coverage(self.weights, self.supports[:, indices])
        return sorted(
            (Weighed(self.evidence.statements[i], float(c), float(c)) for i, c in zip(indices, covered, strict=True)),
            key=lambda w: -w.score,
        )

    @staticmethod
    def place_score(statement: Statement, place: Place) -> float:
        """From 0, where the sentence is about another of the action's countries, to 1, where it names the place itself."""
        named = mentions_place(statement, place)
        own = statement.action is not None and has_place(statement.action, place)
        if statement.action and not named and statement.places & set(statement.action.original.places):
            return 0.0
        return 0.9 + 0.1 * named if own else 0.3 + 0.4 * named

    def _score(self, statement: Statement, covered: float) -> float:
        """Coverage, raised by the places and dates of the question that the statement itself names."""
        c = self.query.constraints
        places = [self.place_score(statement, p) for p in c.places]
        dates = [1.0 if dated_in(dates_of(statement), p) else 0.2 for p in (c.within, c.started, c.ended) if p]
        extra = [*places, *(d for d in dates for _ in range(2))]
        return (covered + _PLACE * sum(extra)) / (1 + _PLACE * len(extra))
