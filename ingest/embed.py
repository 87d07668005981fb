"""Texts -> vectors, and words -> vectors. The only home of the embedding model."""

import hashlib
import json
import logging
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import StaticEmbedding

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


class SentenceEncoder:
    """Any sentence-transformers model, by path or hub name."""

    def __init__(self, name: str, model: SentenceTransformer, fingerprint: str) -> None:
        self.name = name
        self.fingerprint = fingerprint
        self._model = model

    def encode(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self._model.get_embedding_dimension() or 0), dtype=np.float32)
        vectors = self._model.encode(list(texts), batch_size=256, show_progress_bar=False, convert_to_numpy=True)
        return unit_rows(np.asarray(vectors, dtype=np.float32))


class WordEncoder:
    """The words of a text one by one, from a static model: its token vectors carry rarity in their length."""

    def __init__(self, static: StaticEmbedding) -> None:
        self._tokenizer = static.tokenizer
        self._table: Vectors = static.embedding.weight.detach().numpy()

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
def load_encoder(name: str = str(BUNDLED)) -> SentenceEncoder:
    """A bundled or local model by path; a hub name only where the reader's settings name one. Raises ModelError."""
    path = Path(name)
    if not path.is_dir() and (path.is_absolute() or name == str(BUNDLED)):
        raise ModelError(f"No embedding model at {path}. Restore data/model from the project, "
                         "or set MIEUX_EMBEDDING_MODEL to another model.")
    return SentenceEncoder(name, _load(name, local=path.is_dir()), _fingerprint(path) if path.is_dir() else name)


@cache
def load_words() -> WordEncoder:
    """The word vectors of the bundled model, whatever model makes the sentence vectors."""
    module = _load(str(BUNDLED), local=True)[0]
    if not isinstance(module, StaticEmbedding):
        raise ModelError(f"The model in {BUNDLED} has no word vectors. Restore data/model from the project.")
    return WordEncoder(module)


@cache
def _load(name: str, *, local: bool) -> SentenceTransformer:
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    logging.getLogger("sentence_transformers").setLevel(logging.WARNING)
    try:
        return SentenceTransformer(name, device="cpu", local_files_only=local)
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise ModelError(f"The embedding model '{name}' cannot be loaded ({reason}). Check MIEUX_EMBEDDING_MODEL: a folder or a "
                         "hub name of a sentence-transformers model; leave it unset for the bundled one.") from error


def _fingerprint(path: Path) -> str:
    """SHA-256 over the model's files, so that another model under the same name is noticed."""
    digest = hashlib.sha256()
    for file in sorted(p for p in path.rglob("*") if p.is_file() and p.suffix in {".json", ".safetensors"}):
        digest.update(file.relative_to(path).as_posix().encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()
