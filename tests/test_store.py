"""Passage vectors in Chroma: in, out, and nearest first."""

from pathlib import Path

import numpy as np
import pytest

from ingest.embed import unit_rows
from ingest.errors import NoIndex
from ingest.store import Store
from ingest.types import DocumentId, Passage, Section

TEXTS = ("north", "east", "north-east")
PASSAGES = [Passage(DocumentId("a.txt"), None, Section.TEXT, "en", at * 10, text) for at, text in enumerate(TEXTS)]
VECTORS = unit_rows(np.array([[0, 1], [1, 0], [1, 1]], dtype=np.float32))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    filled = Store(tmp_path, create=True)
    assert list(filled.add(PASSAGES, VECTORS)) == [3]
    return filled


def test_the_nearest_passage_comes_first_with_its_cosine(store: Store) -> None:
    found = store.nearest(np.array([0, 1], dtype=np.float32), 2)
    assert [id for id, _ in found] == ["a.txt#0", "a.txt#20"]
    assert [cosine for _, cosine in found] == [pytest.approx(1, abs=1e-5), pytest.approx(0.5 ** 0.5, abs=1e-5)]


@pytest.mark.parametrize(("limit", "count"), [
    pytest.param(50, 3, id="more than there are"), pytest.param(1, 1, id="one"), pytest.param(0, 0, id="none"),
])
def test_no_more_passages_are_found_than_asked_for(store: Store, limit: int, count: int) -> None:
    assert len(store.nearest(np.array([1, 1], dtype=np.float32), limit)) == count


def test_an_empty_store_finds_nothing(tmp_path: Path) -> None:
    empty = Store(tmp_path, create=True)
    assert (empty.count(), empty.nearest(np.array([1, 0], dtype=np.float32), 5), empty.vectors()) == (0, [], {})


def test_what_was_written_is_read_by_another_reader(store: Store, tmp_path: Path) -> None:
    again = Store(tmp_path)
    assert again.count() == 3
    vectors = again.vectors()
    assert all(np.allclose(vectors[p.id], row, atol=1e-6) for p, row in zip(PASSAGES, VECTORS, strict=True))


def test_more_passages_than_one_batch_holds_are_all_written(tmp_path: Path) -> None:
    many = [Passage(DocumentId("a.txt"), None, Section.TEXT, "en", at, "x") for at in range(6000)]
    angles = np.linspace(0, np.pi, len(many))
    store = Store(tmp_path, create=True)
    written = list(store.add(many, np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)))
    assert len(written) > 1
    assert written[-1] == store.count() == len(many)


def test_a_folder_without_a_collection_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoIndex, match="python -m ingest"):
        Store(tmp_path)
