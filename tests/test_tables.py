"""The hand-edited tables: a slip of the hand is named with its file and line."""

from pathlib import Path

import pytest

from ingest.errors import BadTable
from ingest.tables import DATA, alternatives, rows


def table(folder: Path, content: bytes) -> Path:
    path = folder / "terms.tsv"
    path.write_bytes(content)
    return path


def test_a_line_becomes_the_columns_asked_for(tmp_path: Path) -> None:
    path = table(tmp_path, b'id\ten\tnote\na\t the "term" \tx\n')
    assert list(rows(path, ("id", "en"))) == [{"id": "a", "en": 'the "term"'}]


@pytest.mark.parametrize(("content", "named"), [
    pytest.param(b"id\ten\n", "line 1", id="column missing"),
    pytest.param(b"", "line 1", id="empty file"),
    pytest.param(b"id\ten\tes\na\tb\tc\nd\te\n", "line 3", id="too few cells"),
    pytest.param(b"id\ten\tes\na\tb\tc\td\n", "line 2", id="too many cells"),
    pytest.param("id\ten\tes\na\tpaís\tb\n".encode("latin-1"), "UTF-8", id="not UTF-8"),
])
def test_a_bad_table_is_named_with_its_line(tmp_path: Path, content: bytes, named: str) -> None:
    path = table(tmp_path, content)
    with pytest.raises(BadTable, match=named) as caught:
        list(rows(path, ("id", "en", "es")))
    assert str(path) in str(caught.value)


def test_an_empty_line_does_not_shift_the_line_that_is_named(tmp_path: Path) -> None:
    path = table(tmp_path, b"id\ten\na\tb\n\nc\n")
    with pytest.raises(BadTable, match="line 4"):
        list(rows(path, ("id", "en")))


def test_a_missing_table_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BadTable, match="Restore it"):
        list(rows(tmp_path / "none.tsv", ("id",)))


@pytest.mark.parametrize(("cell", "expected"), [
    pytest.param("one| two |", ("one", "two"), id="blanks and an empty one"), pytest.param("", (), id="empty"),
])
def test_alternatives_are_parted_by_bars(cell: str, expected: tuple[str, ...]) -> None:
    assert alternatives(cell) == expected


def test_the_projects_own_tables_are_well_formed() -> None:
    for path in sorted(DATA.glob("*.tsv")):
        header = tuple(path.read_text(encoding="utf-8").splitlines()[0].split("\t"))
        assert list(rows(path, header)), path
