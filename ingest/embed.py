"""Texts -> vectors, and words -> vectors, by the bundled static model; any other model by `ingest.transformer`.

The bundled model is a table of word vectors, and `SentenceTransformer("data/model")` loads it too. It is read
here without that library, whose import takes four seconds; a test holds the two to the same vectors.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol, cast

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from ingest.errors import ModelError
from ingest.tables import DATA
from ingest.types import Language

Vectors = npt.NDArray[np.float32]
BUNDLED = DATA / "model"


class Encoder(Protocol):
    """`encode(texts)` -> float32 array (len(texts), dim), rows of length 1; a text without known words is a zero row."""

    @property
    def name(self) -> str: ...
    @property
    def fingerprint(self) -> str: ...
    def encode(self, texts: Sequence[str]) -> Vectors: ...


@dataclass(frozen=True, slots=True)
class WordVectors:
    """The words of one text: folded spelling, direction (n, dim) of length 1, and rarity (n,) in natural units of weight."""

    words: tuple[str, ...]
    vectors: Vectors
    rarity: Vectors


@dataclass(frozen=True, slots=True)
class StaticModel:
    """A tokenizer and a row for each of its tokens, shape (tokens, dim); the length of a row is the token's rarity."""

    tokenizer: Tokenizer
    table: Vectors


class StaticEncoder:
    """Sentence vectors of the static model: the mean of a text's rows, which weighs rare words most."""

    def __init__(self, name: str, model: StaticModel, fingerprint: str) -> None:
        self.name = name
        self.fingerprint = fingerprint
        self._model = model

    def encode(self, texts: Sequence[str]) -> Vectors:
        sums = np.zeros((len(texts), self._model.table.shape[1]), dtype=np.float32)
        for at, encoding in enumerate(self._model.tokenizer.encode_batch(list(texts), add_special_tokens=False)):
            sums[at] = self._model.table[encoding.ids].sum(axis=0)
        return unit_rows(sums)


class WordEncoder:
    """The words of a text one by one, from a static model: its token vectors carry rarity in their length."""

    def __init__(self, model: StaticModel) -> None:
        self._tokenizer = model.tokenizer
        self._table = model.table

    @property
    def dimensions(self) -> int:
        return int(self._table.shape[1])

    def encode(self, texts: Sequence[str]) -> list[WordVectors]:
        """A word of several tokens (unknown, misspelt) is their sum, as rare as the rarest of them."""
        return [self._words(text, encoding) for text, encoding in
                zip(texts, self._tokenizer.encode_batch(list(texts), add_special_tokens=False), strict=True)]

    def _words(self, text: str, encoding: Any) -> WordVectors:
        spans: dict[int, list[int]] = {}
        for at, word in enumerate(encoding.word_ids):
            spans.setdefault(word, []).append(at)
        rows = [self._table[[encoding.ids[at] for at in span]] for span in spans.values()]
        spelled = tuple("".join(encoding.tokens[at].removeprefix("##") for at in span) for span in spans.values())
        sums = np.array([r.sum(axis=0) for r in rows], dtype=np.float32).reshape(-1, self.dimensions)
        rarity = np.array([np.linalg.norm(r, axis=1).max() for r in rows], dtype=np.float32)
        return WordVectors(spelled, unit_rows(sums), rarity)

    def known(self, word: str) -> bool:
        """Whether the folded word is one token: a real word of one of the three languages."""
        return self._tokenizer.token_to_id(word) is not None


@cache
def verbs(language: Language) -> frozenset[str]:
    """Forms that are verbs and nothing else, in lower case: as spelled, and without accents where no noun is spelled so."""
    table = json.loads((BUNDLED / "verbs.json").read_text(encoding="utf-8"))
    return frozenset(table[language])


def unit_rows(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    rows: Vectors = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return rows


@cache
def load_encoder(name: str = str(BUNDLED)) -> Encoder:
    """The bundled model, or any sentence-transformers model by path or hub name. Raises ModelError."""
    path = Path(name)
    if path.resolve() == BUNDLED.resolve():
        return StaticEncoder(name, _load(), _fingerprint(BUNDLED))
    if path.is_absolute() and not path.is_dir():
        raise ModelError(f"No embedding model at {path}. Set MIEUX_EMBEDDING_MODEL to a folder or a hub name, or leave it unset.")
    transformer: Any = import_module("ingest.transformer")
    return cast(Encoder, transformer.load(name, _fingerprint(path) if path.is_dir() else name))


@cache
def load_words() -> WordEncoder:
    """The word vectors of the bundled model, whatever model makes the sentence vectors."""
    return WordEncoder(_load())


@cache
def _load() -> StaticModel:
    """Rows are kept in 8 bits, each once: `embeddings[mapping] * weights` is the table."""
    try:
        tensors = load_file(BUNDLED / "model.safetensors")
        table = tensors["embeddings"][tensors["mapping"]].astype(np.float32) * tensors["weights"][:, None]
        return StaticModel(Tokenizer.from_file(str(BUNDLED / "tokenizer.json")), table)
    except (OSError, KeyError, ValueError, SafetensorError) as error:
        raise ModelError(f"The embedding model in {BUNDLED} cannot be loaded ({error}). Restore data/model from the project.") from error


def _fingerprint(path: Path) -> str:
    """SHA-256 over the model's files, so that another model under the same name is noticed."""
    digest = hashlib.sha256()
    for file in sorted(p for p in path.rglob("*") if p.is_file() and p.suffix in {".json", ".safetensors"}):
        digest.update(file.relative_to(path).as_posix().encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()
