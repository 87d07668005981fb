"""Reads the hand-edited tables of data/: tab-separated, a header line, alternatives parted by `|`."""

import csv
from collections.abc import Iterator
from pathlib import Path

from ingest.errors import BadTable

DATA = Path(__file__).resolve().parent.parent / "data"


def rows(path: Path, columns: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """The lines of a table as dicts. Raises BadTable naming the file, the line and what is missing."""
    return (row for _, row in numbered_rows(path, columns))


def numbered_rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """As `rows`, each with the number of its line in the file."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadTable(f"{path} cannot be read ({error}). Restore it from the project, as UTF-8 text.") from error
    reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, strict=True)
    if missing := [c for c in columns if c not in (reader.fieldnames or ())]:
        raise BadTable(f"{path}, line 1: the header lacks {', '.join(missing)}. Columns are parted by tabs.")
    for row in reader:
        if None in row or any(row[c] is None for c in columns):
            raise BadTable(f"{path}, line {reader.line_num}: expected {len(reader.fieldnames or ())} columns parted by tabs.")
        yield reader.line_num, {c: row[c].strip() for c in columns}


def alternatives(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())
