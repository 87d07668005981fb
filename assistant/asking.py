"""One question put to the evidence: which sentences support it, and what nothing supports."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.evidence import SUPPORTED, Evidence, coverage, is_firm, is_loose, least, spread
from assistant.statements import Statement, dated_in, dates_of, has_place, mentions_place
from assistant.types import Query, Term
from ingest.embed import Vectors
from ingest.glossary import concepts
from ingest.places import Place, PlaceKind
from ingest.types import Action, Section

_PLACE = 0.35  # weight of a place or a date beside all the terms
_VERB_IN_ORDER = 3.0  # how much more it weighs when sentences are put in order


@dataclass(frozen=True, slots=True)
class Weighed:
    """A statement with its score for one query; `coverage` is of the query's terms alone, 0 to 1."""

    statement: Statement
    score: float
    coverage: float


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
        return float(self.supports[self.query.terms.index(term), self.evidence.index(statement)]) >= SUPPORTED

    def title_coverage(self, action: Action) -> float:
        """Share of the terms that the action's title and objective support."""
        return self._coverage_in(action, (Section.TITLE, Section.OBJECTIVE, Section.AREA))

    def known_in_title(self, action: Action) -> bool:
        """Whether the title or objective supports every noun that the action supports at all."""
        indices = self.evidence.readable(action, self.query.language)
        titles = [i for i in indices if self.evidence.statements[i].paragraph.section in (Section.TITLE, Section.OBJECTIVE, Section.AREA)]
        rows = [at for at, t in enumerate(self.query.terms) if not t.verb and self.supports[at, indices].max(initial=0) >= least(t)]
        return all(self.supports[at, titles].max(initial=0) >= least(self.query.terms[at]) for at in rows)

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
        return tuple(t for t, b, c in zip(self.query.terms, best, counted, strict=True) if c and b < least(t))

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
        around = self.evidence.paragraph_dates.get((statement.document, statement.paragraph.start), ())
        dates = [
            1.0 if dated_in(dates_of(statement), p) else 0.6 if dated_in(around, p) else 0.2 for p in (c.within, c.started, c.ended) if p
        ]
        extra = [*places, *(d for d in dates for _ in range(2))]
        return (covered + _PLACE * sum(extra)) / (1 + _PLACE * len(extra))
