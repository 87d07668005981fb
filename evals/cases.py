"""The questions with known answers: JSON lines in evals/cases, one case a line, dev and test halves told apart by file name."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal

from pydantic import ConfigDict, TypeAdapter, ValidationError

from ingest.errors import BadInput
from ingest.types import ActionId, DocumentId, Language

Half = Literal["dev", "test"]
HALVES: tuple[Half, ...] = ("dev", "test")
CASES = Path(__file__).resolve().parent / "cases"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A question, or a conversation whose last turn is judged, with what a right answer holds.

    Strings are compared without regard to case, accents and white space; see metrics.holds.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", strict=True)

    id: str                                 # unique over all files
    language: Language                      # of the last turn, and so of the answer
    turns: tuple[str, ...]                  # the last is the question; earlier ones are asked first
    kind: str                               # what is asked: date, experts, list, count ...
    actions: tuple[ActionId, ...]           # one: it comes first; several: exactly these, in any order
    required: tuple[tuple[str, ...], ...]   # of each group at least one alternative is said
    forbidden: tuple[str, ...]              # none of these is said
    answerable: bool                        # False: the documents do not hold it, and the answer says so
    documents: tuple[DocumentId, ...] = ()  # what must be in the library for the case to mean anything
    note: str = ""

    @property
    def question(self) -> str:
        return self.turns[-1]

    def __post_init__(self) -> None:
        """Raises ValueError for a case that no answer, or every answer, would meet."""
        if not (self.id.strip() and self.kind.strip()):
            raise ValueError("`id` and `kind` must not be empty")
        if not self.turns or not all(turn.strip() for turn in self.turns):
            raise ValueError("`turns` needs at least one question, and none may be empty")
        if not all(self.required) or not all(text.strip() for group in (*self.required, self.forbidden) for text in group):
            raise ValueError("`required` must not hold an empty group, nor `required` or `forbidden` an empty string")
        if self.answerable and not self.required:
            raise ValueError("an answerable case must say in `required` what a right answer holds")
        if not self.answerable and (self.required or self.actions):
            raise ValueError("a case with `answerable` false cannot have `required` or `actions`")


_CASE = TypeAdapter(Case)


def load_cases(paths: Iterable[Path]) -> list[Case]:
    """The cases of the files in order; empty lines are passed over.

    Raises BadInput with file and line for a line that is not a case or whose id was seen before, and for a file that cannot be read.
    """
    return _load(paths, {})


def load_halves(where: Path = CASES, halves: Iterable[Half] = HALVES) -> dict[Half, list[Case]]:
    """The cases of a file, or of all `*.dev.jsonl` and `*.test.jsonl` files of a folder, by half; ids are unique over both.

    Raises BadInput as `load_cases` does, for a file whose name does not tell its half, and where there is no case at all.
    """
    files = sorted(where.glob("*.jsonl")) if where.is_dir() else [where]
    by_half: dict[Half, list[Path]] = {half: [] for half in HALVES}
    for path in files:
        by_half[half_of(path)].append(path)
    seen: dict[str, str] = {}
    loaded = {half: _load(paths, seen) for half, paths in by_half.items()}
    chosen = {half: loaded[half] for half in halves if loaded[half]}
    if not chosen:
        raise BadInput(f"No cases for {' or '.join(halves)} in {where}. Name a folder or file with cases: --cases PATH.")
    return chosen


def half_of(path: Path) -> Half:
    """Which half a file belongs to, by its name. Raises BadInput where the name does not tell."""
    for half in HALVES:
        if path.name.endswith(f".{half}.jsonl"):
            return half
    raise BadInput(f"{path}: dev or test? Rename the file so that it ends in .dev.jsonl or .test.jsonl.")


def _load(paths: Iterable[Path], seen: dict[str, str]) -> list[Case]:
    cases = []
    for where, line in (numbered for path in paths for numbered in _lines(path)):
        case = _case(where, line)
        if case.id in seen:
            raise BadInput(f"{where}: the id {case.id} was used before, in {seen[case.id]}. Give this case an id of its own.")
        seen[case.id] = where
        cases.append(case)
    return cases


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{path} cannot be read ({error}). Name a file of cases in UTF-8, one JSON object a line.") from error
    # Only a line feed parts lines: str.splitlines would also cut at separators that may stand inside a JSON string.
    return ((f"{path}, line {number}", line) for number, line in enumerate(text.split("\n"), start=1) if line.strip())


def _case(where: str, line: str) -> Case:
    try:
        return _CASE.validate_json(line)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(map(str, first["loc"]))
        message = f"{field}: {first['msg']}" if field else first["msg"]
        raise BadInput(f"{where}: {message}. Correct the line; evals/cases/latin-america.dev.jsonl shows the form.") from error
