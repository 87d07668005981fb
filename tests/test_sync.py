"""The folder is the truth, the index a build of it: what changes is rebuilt, what fails leaves everything as it was."""

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from ingest.embed import Vectors, unit_rows
from ingest.errors import BuildError, Busy, LibraryError, NoIndex, NothingToRead, StaleIndex, Unreadable
from ingest.readers import read
from ingest.sync import Changes, command, current, documents_in, ingest, open_index, plan, writing
from ingest.types import DocumentId

ALPHABET = "abcdefghijklmnopqrstuvwxyz"
KENYA = "Kenya: Labour Migration\n\nObjective: To help.\n\nSummary: A workshop was held in May 2014.\n\nDuration: May 2014July 2015\n"
NIGER = ("Níger: gestión de fronteras\n\nObjetivo: Ayudar.\n\nResumen: Hubo un taller en mayo de 2014.\n\n"
         "Duración: mayo de 2014julio de 2015\n")
BENIN = "Bénin : asile\n\nObjectif : Aider.\n\nRésumé : Un atelier s’est tenu en mai 2014.\n\nDurée : mai 2014juillet 2015\n"


@dataclass
class LetterEncoder:
    """Counts letters, and remembers what it was asked."""

    name: str = "letters"
    fingerprint: str = "letters-1"
    asked: list[str] = field(default_factory=list)

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        rows = [[text.lower().count(letter) for letter in ALPHABET] for text in texts]
        return unit_rows(np.array(rows, dtype=np.float32).reshape(-1, len(ALPHABET)))


class FailingEncoder(LetterEncoder):
    def encode(self, texts: Sequence[str]) -> Vectors:
        raise MemoryError("in the middle of it")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "documents"
    made.mkdir()
    (made / "kenya.txt").write_text(KENYA, encoding="utf-8")
    (made / "niger.txt").write_text(NIGER, encoding="utf-8")
    return made


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


def snapshot(index: Path) -> dict[str, str]:
    """Every file of the index, but for the lock and what Chroma writes when it is merely opened."""
    return {p.relative_to(index).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
            for p in sorted(index.rglob("*")) if p.is_file() and p.name != ".lock" and "chroma" not in p.parts}


def builds(index: Path) -> list[str]:
    return sorted(p.name for p in index.glob("build-*"))


# The plan

def test_the_plan_tells_what_differs_and_touches_nothing() -> None:
    a, b, c, d = (DocumentId(name) for name in "abcd")
    before, now = {a: "1", b: "1", c: "1"}, {d: "1", b: "2", a: "1"}
    assert plan(now, before) == Changes(added=(d,), changed=(b,), removed=(c,), unchanged=(a,))
    assert plan(now, before) == plan(now, before)
    assert (before, now) == ({a: "1", b: "1", c: "1"}, {d: "1", b: "2", a: "1"})


def test_documents_are_those_that_can_be_read_and_are_not_hidden(folder: Path) -> None:
    (folder / "asia").mkdir()
    for name in ("asia/Mongolia.TXT", "notes.md", ".draft.txt"):
        (folder / name).write_text(KENYA, encoding="utf-8")
    (folder / ".trash").mkdir()
    (folder / ".trash" / "old.txt").write_text(KENYA, encoding="utf-8")
    (folder / "a folder.txt").mkdir()
    assert list(documents_in(folder)) == ["asia/Mongolia.TXT", "kenya.txt", "niger.txt"]


@pytest.mark.parametrize("make", [
    pytest.param(lambda path: None, id="missing"), pytest.param(lambda path: path.mkdir(), id="empty"),
    pytest.param(lambda path: path.write_text("x", encoding="utf-8"), id="a file"),
])
def test_a_folder_without_documents_says_what_to_do(tmp_path: Path, index: Path, make: Callable[[Path], object]) -> None:
    make(tmp_path / "other")
    with pytest.raises(NothingToRead, match="other"):
        ingest(tmp_path / "other", index, LetterEncoder())
    assert not index.exists()


# Building and rebuilding

def test_a_build_holds_every_document_and_can_be_opened(folder: Path, index: Path) -> None:
    built, changes = ingest(folder, index, LetterEncoder())
    assert changes.added == ("kenya.txt", "niger.txt")
    opened = open_index(index, LetterEncoder())
    assert opened.library == built.library
    assert [a.id for a in opened.library.actions] == ["kenya-2014", "niger-2014"]
    assert opened.store.count() == opened.manifest.passages == len(opened.library.passages) > 0


def test_a_second_run_changes_nothing(folder: Path, index: Path) -> None:
    ingest(folder, index, LetterEncoder())
    before, encoder = snapshot(index), LetterEncoder()
    opened, changes = ingest(folder, index, encoder)
    assert changes == Changes((), (), (), (DocumentId("kenya.txt"), DocumentId("niger.txt")))
    assert (snapshot(index), encoder.asked, opened.directory) == (before, [], current(index))


def test_a_document_more_is_added_and_the_vectors_of_the_others_are_kept(folder: Path, index: Path) -> None:
    ingest(folder, index, LetterEncoder())
    (folder / "benin.txt").write_text(BENIN, encoding="utf-8")
    encoder = LetterEncoder()
    opened, changes = ingest(folder, index, encoder)
    assert (changes.added, changes.unchanged) == (("benin.txt",), ("kenya.txt", "niger.txt"))
    assert [a.id for a in opened.library.actions] == ["benin-2014", "kenya-2014", "niger-2014"]
    assert encoder.asked == [p.text for p in opened.library.passages if p.document == "benin.txt"]
    vectors = opened.store.vectors()
    expected = LetterEncoder().encode([p.text for p in opened.library.passages])
    assert all(np.allclose(vectors[p.id], row, atol=1e-6) for p, row in zip(opened.library.passages, expected, strict=True))


def test_of_a_changed_document_only_the_new_passages_are_embedded(folder: Path, index: Path) -> None:
    ingest(folder, index, LetterEncoder())
    (folder / "kenya.txt").write_text(KENYA.replace("July 2015", "June 2016"), encoding="utf-8")
    encoder = LetterEncoder()
    opened, changes = ingest(folder, index, encoder)
    assert (changes.changed, changes.unchanged) == (("kenya.txt",), ("niger.txt",))
    assert encoder.asked == ["May 2014June 2016"]
    assert opened.library.actions[0].original.duration.end is not None
    assert opened.library.actions[0].original.duration.end.iso == "2016-06"


def test_a_removed_document_leaves_no_trace(folder: Path, index: Path) -> None:
    ingest(folder, index, LetterEncoder())
    (folder / "niger.txt").unlink()
    opened, changes = ingest(folder, index, LetterEncoder())
    assert changes.removed == ("niger.txt",)
    assert [a.id for a in opened.library.actions] == ["kenya-2014"]
    assert all(id.startswith("kenya.txt#") for id in opened.store.vectors())


def test_a_renamed_document_is_one_removed_and_one_added(folder: Path, index: Path) -> None:
    ingest(folder, index, LetterEncoder())
    (folder / "niger.txt").rename(folder / "sahel.txt")
    opened, changes = ingest(folder, index, LetterEncoder())
    assert (changes.added, changes.removed) == (("sahel.txt",), ("niger.txt",))
    assert len(opened.library.actions) == 2


def test_old_builds_go_but_for_the_one_that_a_reader_may_have_open(folder: Path, index: Path) -> None:
    made = []
    for end in ("June 2016", "July 2016", "August 2016"):
        (folder / "kenya.txt").write_text(KENYA.replace("July 2015", end), encoding="utf-8")
        made.append(ingest(folder, index, LetterEncoder())[0].directory.name)
    assert builds(index) == sorted(made[1:])
    assert current(index).name == made[2]


def test_the_progress_of_each_stage_ends_at_its_total(folder: Path, index: Path) -> None:
    seen: dict[str, tuple[int, int]] = {}
    ingest(folder, index, LetterEncoder(), lambda stage, done, total: seen.update({stage: (done, total)}))
    assert set(seen) == {"reading", "embedding", "storing"}
    assert all(done == total for done, total in seen.values())


# What fails leaves everything as it was

UNREADABLE = [
    pytest.param(lambda path: path.write_bytes(b""), "empty", id="empty"),
    pytest.param(lambda path: path.write_text(" \n\u00a0\r\n", encoding="utf-8"), "empty", id="blank"),
    pytest.param(lambda path: path.write_bytes(b"%PDF-1.7\n\x00\x01\x02"), "binary", id="binary"),
    pytest.param(lambda path: path.write_bytes("Níger: présent".encode("latin-1")), "UTF-8", id="not UTF-8"),
    pytest.param(lambda path: path.write_bytes(KENYA.encode("utf-16")), "binary", id="UTF-16"),
    pytest.param(lambda path: path.symlink_to(path.parent / "gone.txt"), "cannot be opened", id="broken link"),
]


@pytest.mark.parametrize(("make", "reason"), UNREADABLE)
def test_a_document_that_cannot_be_read_is_named_and_the_index_stays(
        folder: Path, index: Path, make: Callable[[Path], object], reason: str) -> None:
    ingest(folder, index, LetterEncoder())
    before = snapshot(index)
    (folder / "niger.txt").unlink()
    make(folder / "niger.txt")
    with pytest.raises(Unreadable, match=reason) as caught:
        ingest(folder, index, LetterEncoder())
    assert "niger.txt" in str(caught.value)
    assert snapshot(index) == before
    assert [a.id for a in open_index(index, LetterEncoder()).library.actions] == ["kenya-2014", "niger-2014"]


@pytest.mark.parametrize("make", [pytest.param(lambda path: path.mkdir(), id="a folder"), pytest.param(lambda path: None, id="missing")])
def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path, make: Callable[[Path], object]) -> None:
    make(tmp_path / "report.txt")
    with pytest.raises(Unreadable, match=r"report\.txt cannot be opened"):
        read(tmp_path / "report.txt", DocumentId("report.txt"))


def test_a_run_that_dies_in_the_middle_leaves_the_old_build_and_no_half_of_a_new_one(folder: Path, index: Path) -> None:
    ingest(folder, index, LetterEncoder())
    before = snapshot(index)
    (folder / "benin.txt").write_text(BENIN, encoding="utf-8")
    with pytest.raises(MemoryError):
        ingest(folder, index, FailingEncoder())
    assert snapshot(index) == before
    assert builds(index) == [current(index).name]
    assert ingest(folder, index, LetterEncoder())[1].added == ("benin.txt",)


def test_a_first_run_that_dies_leaves_no_index(folder: Path, index: Path) -> None:
    with pytest.raises(MemoryError):
        ingest(folder, index, FailingEncoder())
    assert builds(index) == []
    with pytest.raises(NoIndex):
        open_index(index, LetterEncoder())


def test_half_a_build_left_by_a_killed_process_is_not_read_and_goes_in_time(folder: Path, index: Path) -> None:
    ingest(folder, index, LetterEncoder())
    half = index / "build-000000000000"
    half.mkdir()
    assert [a.id for a in open_index(index, LetterEncoder()).library.actions] == ["kenya-2014", "niger-2014"]
    for end in ("June 2016", "July 2016"):
        (folder / "kenya.txt").write_text(KENYA.replace("July 2015", end), encoding="utf-8")
        ingest(folder, index, LetterEncoder())
    assert not half.exists()


def test_the_previous_build_is_kept_for_its_reader_though_half_a_build_lies_beside_it(folder: Path, index: Path) -> None:
    previous = ingest(folder, index, LetterEncoder())[0]
    (index / "build-000000000000").mkdir()
    (folder / "benin.txt").write_text(BENIN, encoding="utf-8")
    ingest(folder, index, LetterEncoder())
    assert previous.directory.is_dir()


# Models, damage and other processes

def test_an_index_built_with_another_model_is_not_read(folder: Path, index: Path) -> None:
    ingest(folder, index, LetterEncoder())
    with pytest.raises(StaleIndex, match="another embedding model") as caught:
        open_index(index, LetterEncoder(name="other", fingerprint="other-1"))
    assert command(index, folder) in str(caught.value)


def test_another_model_builds_everything_anew(folder: Path, index: Path) -> None:
    ingest(folder, index, LetterEncoder())
    encoder = LetterEncoder(fingerprint="letters-2")
    opened, changes = ingest(folder, index, encoder)
    assert changes.added == ("kenya.txt", "niger.txt")
    assert len(encoder.asked) == len(opened.library.passages)


@pytest.mark.parametrize(("key", "what"), [
    pytest.param("splitter", "way of splitting", id="splitter"), pytest.param("rules", "reading rules", id="rules"),
])
def test_an_index_built_by_other_rules_is_not_read(folder: Path, index: Path, key: str, what: str) -> None:
    manifest = ingest(folder, index, LetterEncoder())[0].directory / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text(encoding="utf-8")) | {key: "other"}), encoding="utf-8")
    with pytest.raises(StaleIndex, match=what):
        open_index(index, LetterEncoder())


def test_no_index_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(NoIndex, match="python -m ingest --index"):
        open_index(tmp_path / "none", LetterEncoder())


DAMAGE = [
    pytest.param(lambda build: (build / "manifest.json").write_text("{", encoding="utf-8"), id="manifest cut short"),
    pytest.param(lambda build: (build / "manifest.json").unlink(), id="no manifest"),
    pytest.param(lambda build: (build / "readings.json").write_text("[{", encoding="utf-8"), id="readings cut short"),
    pytest.param(lambda build: (build / "readings.json").unlink(), id="no readings"),
    pytest.param(lambda build: (build.parent / "current").write_text("build-none", encoding="utf-8"), id="pointer to nothing"),
    pytest.param(lambda build: shutil.rmtree(build / "chroma"), id="no vectors"),
    pytest.param(lambda build: (build / "chroma" / "chroma.sqlite3").write_bytes(b"no database" * 1000), id="vectors overwritten"),
]


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_index_says_what_to_run_and_is_rebuilt(
        folder: Path, tmp_path: Path, index: Path, damage: Callable[[Path], object]) -> None:
    ingest(folder, tmp_path / "sound", LetterEncoder())
    shutil.copytree(tmp_path / "sound", index)  # Chroma keeps what it has opened in memory: the copy is seen with fresh eyes
    damage(current(index))
    with pytest.raises(NoIndex, match="python -m ingest"):
        open_index(index, LetterEncoder())
    assert ingest(folder, index, LetterEncoder())[1].added == ("kenya.txt", "niger.txt")
    assert len(open_index(index, LetterEncoder()).library.actions) == 2


@pytest.fixture
def other_writer(index: Path) -> Iterator[None]:
    """Another process that holds the index's lock until the test is over."""
    index.mkdir()
    holding = "import sys; from filelock import FileLock; lock = FileLock(sys.argv[1]); lock.acquire(); print('held', flush=True); input()"
    command_line = [sys.executable, "-c", holding, str(index / ".lock")]
    with subprocess.Popen(command_line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield
        process.communicate("\n")


def test_two_processes_do_not_write_at_once(folder: Path, index: Path, other_writer: None) -> None:
    with pytest.raises(Busy, match="Another process"):
        ingest(folder, index, LetterEncoder())
    assert builds(index) == []


def test_a_reader_is_not_kept_waiting_by_a_writer(folder: Path, index: Path) -> None:
    ingest(folder, index, LetterEncoder())
    with writing(index):
        assert len(open_index(index, LetterEncoder()).library.actions) == 2


def test_the_lock_is_given_back_after_a_failure(folder: Path, index: Path) -> None:
    with pytest.raises(MemoryError):
        ingest(folder, index, FailingEncoder())
    ingest(folder, index, LetterEncoder())


def test_an_index_that_cannot_be_written_says_so(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(BuildError, match="Choose another folder"):
        ingest(folder, tmp_path / "file", LetterEncoder())


def test_every_failure_of_a_document_is_an_error_of_the_library() -> None:
    assert issubclass(Unreadable, LibraryError)
    assert issubclass(NothingToRead, LibraryError)
