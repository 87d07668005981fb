"""Query -> ranked passages: dense and lexical candidates, ordered by late interaction."""

from collections.abc import Sequence
from dataclasses import dataclass

import bm25s
import numpy as np

from assistant.types import Hit
from ingest.embed import Encoder, Vectors, WordEncoder, WordVectors
from ingest.glossary import find_concepts
from ingest.language import function_words
from ingest.store import Store
from ingest.types import LANGUAGES, Language, Passage
from ingest.words import stem, words

_CANDIDATES = 60  # from each of the two searches
_FLOOR = 0.35  # a cosine below this is chance
_UNSEEN = 3.0  # rarity of a word that no passage holds and that is near none
_NEAR = 0.6  # cosine from which a word takes the rarity of its neighbour
_FUNCTION_WORD = 0.1  # weight of a function word of the question


class LateInteraction:
    """Ranks texts by the best match of every word of the question (MaxSim, Khattab & Zaharia 2020), weighted by rarity.

    Score of a text: sum over the question's words of rarity x the best cosine with a word of the text, an
    identical spelling counting 1, divided by the sum of rarities: between 0 and 1.
    """

    def __init__(self, encoder: WordEncoder, texts: Sequence[str]) -> None:
        self._encoder = encoder
        encoded = encoder.encode(texts)
        self._ids: dict[str, int] = {}
        for text in encoded:
            for word in text.words:
                self._ids.setdefault(word, len(self._ids))
        self._vectors = np.zeros((len(self._ids), encoder.dimensions), dtype=np.float32)
        holders = np.zeros(len(self._ids), dtype=np.float32)
        self._texts: list[np.ndarray] = []
        for text in encoded:
            ids = np.array([self._ids[w] for w in text.words], dtype=np.int64)
            self._vectors[ids] = text.vectors
            holders[np.unique(ids)] += 1
            self._texts.append(np.unique(ids))
        self._rarity = np.log((1 + len(texts)) / (1 + holders)) + 0.1

    def similarities(self, question: WordVectors) -> Vectors:
        """Cosine of every word of the question with every word of the texts, shape (question, vocabulary)."""
        cosines = question.vectors @ self._vectors.T
        cosines[cosines < _FLOOR] = 0
        for row, word in enumerate(question.words):
            if word in self._ids:
                cosines[row, self._ids[word]] = 1
        return cosines

    def weights(self, question: WordVectors, cosines: Vectors, language: Language) -> Vectors:
        """Rarity of the question's words in these texts."""
        found = np.full(len(question.words), _UNSEEN, dtype=np.float32)
        for row, word in enumerate(question.words):
            best = int(cosines[row].argmax()) if cosines.shape[1] else 0
            if cosines.shape[1] and cosines[row, best] >= _NEAR:
                found[row] = self._rarity[best]
            if word in function_words(language):
                found[row] *= _FUNCTION_WORD
        return found

    def scores(self, question: str, language: Language, candidates: Sequence[int]) -> list[float]:
        encoded = self._encoder.encode([question])[0]
        if not encoded.words:
            return [0.0] * len(candidates)
        cosines = self.similarities(encoded)
        weights = self.weights(encoded, cosines, language)
        best = np.array([cosines[:, self._texts[at]].max(axis=1) if len(self._texts[at]) else np.zeros(len(weights)) for at in candidates])
        return [float(score) for score in best @ weights / max(float(weights.sum()), 1e-9)]


class Lexical:
    """BM25 over folded stems and glossary concepts, so that a term in one language finds it in another."""

    def __init__(self, texts: Sequence[tuple[str, Language]]) -> None:
        self._vocabulary: dict[str, int] = {}
        corpus = [
            [self._vocabulary.setdefault(t, len(self._vocabulary)) for t in lexical_tokens(text, language)] for text, language in texts
        ]
        self._index = bm25s.BM25()
        self._index.index(bm25s.tokenization.Tokenized(ids=corpus, vocab=self._vocabulary), show_progress=False)

    def scores(self, question: str, language: Language) -> np.ndarray:
        """One score per text; the question's stems are taken in every language, as the texts' languages differ."""
        stems = {t for code in LANGUAGES for t in lexical_tokens(question, code, of=language)}
        known = [t for t in sorted(stems) if t in self._vocabulary]
        return np.asarray(self._index.get_scores(known)) if known else np.zeros(0)


def lexical_tokens(text: str, language: Language, *, of: Language | None = None) -> list[str]:
    """Stems of the content words, then concepts; `of` is the language that the text is in, where it differs."""
    content = [w.folded for w in words(text) if w.folded not in function_words(of or language)]
    concepts = [f"concept:{m.value}" for m in find_concepts(text, of or language)]
    return [*(f"{language}:{stem(word, language)}" for word in content), *concepts]


@dataclass(frozen=True, slots=True)
class Searcher:
    """Finds passages in one build."""

    passages: tuple[Passage, ...]
    store: Store
    encoder: Encoder
    lexical: Lexical
    late: LateInteraction

    def search(self, question: str, language: Language, limit: int) -> list[Hit]:
        """The best `limit` passages of any language. Ties keep the order of the library."""
        at = {p.id: i for i, p in enumerate(self.passages)}
        candidates = dict.fromkeys(at[id] for id, _ in self.store.nearest(self.encoder.encode([question])[0], _CANDIDATES) if id in at)
        lexical = self.lexical.scores(question, language)
        best = np.argsort(-lexical, kind="stable")[:_CANDIDATES]
        candidates |= dict.fromkeys(int(i) for i in best if lexical[i] > 0)
        ranked = sorted(candidates)
        scored = zip(self.late.scores(question, language, ranked), ranked, strict=True)
        return [Hit(self.passages[i], score) for score, i in sorted(scored, key=lambda pair: (-pair[0], pair[1]))[:limit]]
