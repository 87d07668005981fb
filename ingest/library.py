"""What was read from each document, kept as JSON beside the vectors; and the library made of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from ingest.actions import read_actions
from ingest.editions import gather
from ingest.split import split
from ingest.types import Document, Edition, Library, Paragraph


@dataclass(frozen=True, slots=True)
class Reading:
    """One document with all that it says."""

    document: Document
    editions: tuple[Edition, ...]
    loose: tuple[Paragraph, ...]  # belongs to no action


_READINGS = TypeAdapter(list[Reading])


def read(document: Document) -> Reading:
    complete, editions, loose = read_actions(document)
    return Reading(complete, tuple(editions), tuple(loose))


def assemble(readings: Sequence[Reading]) -> Library:
    """Actions are gathered over all documents, so one document more may join or part them."""
    documents = tuple(r.document for r in readings)
    actions = gather([e for r in readings for e in r.editions], documents)
    passages = tuple(p for r in readings for p in split(r.document, actions, r.loose))
    return Library(documents, actions, passages)


def save(readings: Sequence[Reading], path: Path) -> None:
    path.write_bytes(_READINGS.dump_json(list(readings)))


def load(path: Path) -> list[Reading]:
    return _READINGS.validate_json(path.read_bytes())
