"""Sentence vectors by any sentence-transformers model: its only home. Imported when such a model is set, for its import is slow."""

import os
from collections.abc import Sequence

import numpy as np
from sentence_transformers import SentenceTransformer

from ingest.embed import Vectors, unit_rows
from ingest.errors import ModelError


class TransformerEncoder:
    """An `ingest.embed.Encoder`."""

    def __init__(self, name: str, model: SentenceTransformer, fingerprint: str) -> None:
        self.name = name
        self.fingerprint = fingerprint
        self._model = model

    def encode(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self._model.get_embedding_dimension() or 0), dtype=np.float32)
        vectors = self._model.encode(list(texts), batch_size=64, show_progress_bar=False, convert_to_numpy=True)
        return unit_rows(np.asarray(vectors, dtype=np.float32))


def load(name: str, fingerprint: str) -> TransformerEncoder:
    """By path or hub name. Raises ModelError with the reason and what to do."""
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    try:
        return TransformerEncoder(name, SentenceTransformer(name, device="cpu", local_files_only=os.path.isdir(name)), fingerprint)
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise ModelError(f"The embedding model '{name}' cannot be loaded ({reason}). Check MIEUX_EMBEDDING_MODEL: a folder or a "
                         "hub name of a sentence-transformers model; leave it unset for the bundled one.") from error
