"""How well each sentence of the library supports each word of a question.

A term is supported by a sentence that holds its concept or its stem, or a word near it in meaning; less by
the paragraph around, less again by the rest of the action. Coverage, the weighted share of a question's
terms that find support, decides between an answer and an honest refusal.
"""

from collections import defaultdict
from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from functools import cached_property

import numpy as np

from assistant.statements import Statement, statements_of
from assistant.types import Term
from ingest.embed import Vectors, WordEncoder
from ingest.glossary import concepts, find_concepts
from ingest.types import Action, ActionId, Language, Library, Period
from ingest.words import stem, words

NEAR = 0.55  # cosine from which a word supports another
_IN_PARAGRAPH = 0.85  # share of a support that lies in the same paragraph
_IN_ACTION = 0.65  # ... elsewhere in the action
_LOOSE_THEMES = frozenset({"people", "institution", "activity", "training"})
_EVERYDAY = 0.3  # most that an everyday noun weighs where no sentence knows it
_VERB = 0.15  # weight of a verb beside a noun or a name
_ELSEWHERE = 0.97  # share of a support that the same sentence of another edition gives
_MEANING = 0.9  # share of a support by meaning alone
SUPPORTED = NEAR * _MEANING  # least support that a word near in meaning gives


class Evidence:
    def __init__(self, library: Library, encoder: WordEncoder) -> None:
        self.library = library
        self._encoder = encoder
        self.statements = tuple(statements_of(library))
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

    @cached_property
    def paragraph_dates(self) -> dict[tuple[str, int], tuple[Period, ...]]:
        """The dates that each paragraph names, by document and start."""
        found: dict[tuple[str, int], tuple[Period, ...]] = {}
        for s in self.statements:
            key = (s.document, s.paragraph.start)
            found[key] = (*found.get(key, ()), *s.dates)
        return found

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
        held = (supports >= SUPPORTED).sum(axis=1)
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


def least(term: Term) -> float:
    """Support from which a term is said to be there; the words of a longer term may stand apart."""
    return SUPPORTED if " " not in term.folded else 0.4


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


def coverage(weights: Vectors, supports: Vectors) -> Vectors:
    """Weighted share of the terms that are supported, per column; 1 where there are no terms."""
    total = float(weights.sum())
    return np.asarray(weights @ supports / total if total else np.ones(supports.shape[1]), dtype=np.float32)
