"""Passage vectors in, nearest passages out. The only home of Chroma.

One directory holds one finished build; a build is written once and never changed afterwards.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import chromadb
import numpy as np
from chromadb.api.types import Metadata
from chromadb.config import Settings

from ingest.embed import Vectors
from ingest.errors import NoIndex
from ingest.types import Passage

_COLLECTION = "passages"
_DAMAGED = "The index at {} is damaged. Delete the folder and run: python -m ingest"


class Store:
    """A Chroma collection in cosine space; ids are those of passages."""

    def __init__(self, directory: Path, *, create: bool = False) -> None:
        if not create and not _is_sound(directory / "chroma.sqlite3"):
            raise NoIndex(_DAMAGED.format(directory))
        settings = Settings(anonymized_telemetry=False)
        try:
            self._client = chromadb.PersistentClient(path=str(directory), settings=settings)
            if create:
                configuration: Any = {"hnsw": {"space": "cosine"}}
                self._collection = self._client.get_or_create_collection(_COLLECTION, configuration=configuration, embedding_function=None)
            else:
                self._collection = self._client.get_collection(_COLLECTION, embedding_function=None)
        except (ValueError, chromadb.errors.ChromaError) as error:
            raise NoIndex(_DAMAGED.format(directory)) from error

    def add(self, passages: Sequence[Passage], vectors: Vectors) -> Iterator[int]:
        """Write in batches that Chroma accepts; yields how many have been written so far."""
        size = self._client.get_max_batch_size()
        for at in range(0, len(passages), size):
            batch = passages[at:at + size]
            metadatas: list[Metadata] = [
                {"document": p.document, "language": p.language, "section": str(p.section)} for p in batch]
            self._collection.upsert([p.id for p in batch], embeddings=vectors[at:at + size], metadatas=metadatas,
                                    documents=[p.text for p in batch])
            yield at + len(batch)

    def nearest(self, vector: Vectors, limit: int) -> list[tuple[str, float]]:
        """Ids with cosine similarity, the nearest first. `vector` has shape (dim,)."""
        limit = min(limit, self.count())
        if not limit:
            return []
        result = self._collection.query(query_embeddings=np.asarray([vector]), n_results=limit, include=["distances"])
        distances = result["distances"] or [[]]
        return [(id, 1 - distance) for id, distance in zip(result["ids"][0], distances[0], strict=True)]

    def vectors(self) -> Mapping[str, Vectors]:
        rows = self._collection.get(include=["embeddings"])
        embeddings = rows["embeddings"]
        return {} if embeddings is None else dict(zip(rows["ids"], np.asarray(embeddings, dtype=np.float32), strict=True))

    def count(self) -> int:
        return int(self._collection.count())


def _is_sound(database: Path) -> bool:
    """Asked before Chroma opens it: Chroma remembers a folder that it failed to open, and fails otherwise the next time."""
    if not database.is_file():
        return False
    try:
        with closing(sqlite3.connect(database)) as connection:
            return bool(connection.execute("pragma quick_check(1)").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False
