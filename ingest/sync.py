"""The folder is the truth, the index a build of it.

A build is written into a directory of its own, verified, and then one pointer is replaced: a reader
of the old build never sees half of the new one, and a run that fails leaves everything as it was.
"""

import hashlib
import json
import os
import shutil
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout

from ingest import library, split
from ingest.embed import Encoder, Vectors
from ingest.errors import BuildError, Busy, NoIndex, NothingToRead, StaleIndex
from ingest.library import Reading
from ingest.readers import READERS, read
from ingest.store import Store
from ingest.tables import DATA
from ingest.types import Document, DocumentId, Library, Passage

INDEX = DATA / "index"
_POINTER = "current"
_ROOMS = ("reports", "newsletters")  # where they exist, only these hold documents
_SAMPLE = 25  # passages that must find themselves before a build is trusted

Progress = Callable[[str, int, int], None]  # stage, done, total


@dataclass(frozen=True, slots=True)
class Manifest:
    """How a build was made; it is read only with the same model, splitter and reading rules."""

    model: str
    fingerprint: str
    splitter: str
    rules: str                       # hash of the tables and modules that turn documents into passages
    folder: str
    sources: Mapping[DocumentId, str]  # SHA-256 of every document
    passages: int


@dataclass(frozen=True, slots=True)
class Changes:
    added: tuple[DocumentId, ...]
    changed: tuple[DocumentId, ...]
    removed: tuple[DocumentId, ...]
    unchanged: tuple[DocumentId, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """A finished build, ready to be asked."""

    directory: Path
    manifest: Manifest
    library: Library
    store: Store


def documents_in(folder: Path) -> dict[DocumentId, Path]:
    """Every readable document below `folder`, by id, in order. Raises NothingToRead."""
    if not folder.is_dir():
        raise NothingToRead(f"There is no folder {folder}. Name a folder that holds documents.")
    roots = [folder / room for room in _ROOMS if (folder / room).is_dir()] or [folder]
    paths = sorted(p for root in roots for p in root.rglob("*") if p.suffix.lower() in READERS and (p.is_file() or _is_broken_link(p)))
    hidden = [p for p in paths if any(part.startswith(".") for part in p.relative_to(folder).parts)]
    found = {DocumentId(p.relative_to(folder).as_posix()): p for p in paths if p not in hidden}
    if not found:
        raise NothingToRead(f"No documents in {folder}. Put reports there as {', '.join(READERS)} files and run again.")
    return found


def _is_broken_link(path: Path) -> bool:
    """A document that is missing: it is named when it is read, never left out in silence."""
    return path.is_symlink() and not path.exists()


def plan(sources: Mapping[DocumentId, str], before: Mapping[DocumentId, str]) -> Changes:
    """What differs between the documents now and those of the last build, each given by its hash."""
    return Changes(
        added=tuple(id for id in sources if id not in before),
        changed=tuple(id for id in sources if id in before and sources[id] != before[id]),
        removed=tuple(id for id in before if id not in sources),
        unchanged=tuple(id for id in sources if sources[id] == before.get(id)),
    )


def ingest(folder: Path, index: Path, encoder: Encoder, progress: Progress = lambda *_: None) -> tuple[Opened, Changes]:
    """Bring the index up to date with the folder; an index that already is stays untouched.

    Raises LibraryError for what cannot be read, Busy if another process writes; the index is then as before.
    """
    paths = documents_in(folder)
    with writing(index):
        previous = _previous(index, encoder)
        before = previous.manifest.sources if previous else {}
        documents = {id: read(path, id) for id, path in paths.items()}
        changes = plan({id: document.sha256 for id, document in documents.items()}, before)
        if previous and not (changes.added or changes.changed or changes.removed):
            return previous, changes
        readings = list(_readings(documents, changes, previous, progress))
        opened = _build(readings, folder, index, encoder, previous, progress)
        _switch(index, opened.directory)
        return opened, changes


@contextmanager
def writing(index: Path) -> Iterator[None]:
    """Hold the index's lock. Raises Busy if another process has it."""
    try:
        index.mkdir(parents=True, exist_ok=True)
        lock = FileLock(index / ".lock")
        lock.acquire(timeout=0)
    except Timeout as error:
        raise Busy(f"Another process is writing to {index}. Wait until it has finished, then run again.") from error
    except OSError as error:
        raise BuildError(f"The index cannot be written at {index} ({error.strerror}). Choose another folder with --index.") from error
    try:
        yield
    finally:
        lock.release()


def open_index(index: Path, encoder: Encoder) -> Opened:
    """The current build. Raises NoIndex, or StaleIndex where model, splitter or rules differ."""
    directory = current(index)
    manifest = _manifest(directory)
    for what, built, now in (("embedding model", manifest.fingerprint, encoder.fingerprint),
                             ("way of splitting", manifest.splitter, split.VERSION),
                             ("set of reading rules or tables", manifest.rules, rules())):
        if built != now:
            detail = f" ({manifest.model}, now {encoder.name})" if what == "embedding model" else ""
            raise StaleIndex(f"The index at {index} was built with another {what}{detail}. Run: {command(index, Path(manifest.folder))}")
    try:
        opened = Opened(directory, manifest, library.assemble(library.load(directory / "readings.json")), Store(directory / "chroma"))
        whole = opened.store.count() == len(opened.library.passages) == manifest.passages
    except (OSError, ValueError, NoIndex) as error:
        raise NoIndex(_damaged(index, manifest)) from error
    if not whole:
        raise NoIndex(_damaged(index, manifest))
    return opened


def _damaged(index: Path, manifest: Manifest) -> str:
    return f"The index at {index} is damaged. Run: {command(index, Path(manifest.folder))}"


def current(index: Path) -> Path:
    """The directory of the current build. Raises NoIndex."""
    try:
        name = (index / _POINTER).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise NoIndex(f"No index yet at {index}. Run: {command(index)}") from error
    directory = index / name
    if not name or not (directory / "manifest.json").is_file():
        raise NoIndex(f"The index at {index} is incomplete. Run: {command(index)}")
    return directory


def command(index: Path, folder: Path = DATA) -> str:
    """What the reader has to type to build this index."""
    words = ["python -m ingest", *([str(folder)] if folder != DATA else []), *([f"--index {index}"] if index != INDEX else [])]
    return " ".join(words)


def rules() -> str:
    """Hash of what turns a document's bytes into passages: a change there makes every build stale."""
    here = Path(__file__).parent
    files = [*sorted(here.rglob("*.py")), here / "markers.toml",
             *(DATA / name for name in ("glossary.tsv", "themes.tsv", "countries.tsv", "bodies.tsv"))]
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()


def _manifest(directory: Path) -> Manifest:
    try:
        return Manifest(**json.loads((directory / "manifest.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise NoIndex(f"The index at {directory.parent} is damaged. Run: {command(directory.parent)}") from error


def _previous(index: Path, encoder: Encoder) -> Opened | None:
    try:
        return open_index(index, encoder)
    except (NoIndex, StaleIndex):
        return None


def _readings(documents: Mapping[DocumentId, Document], changes: Changes, previous: Opened | None, progress: Progress) -> Iterator[Reading]:
    kept = {r.document.id: r for r in library.load(previous.directory / "readings.json")} if previous else {}
    for done, (id, document) in enumerate(documents.items()):
        progress("reading", done, len(documents))
        yield kept[id] if id in changes.unchanged else library.read(document)
    progress("reading", len(documents), len(documents))


def _build(readings: list[Reading], folder: Path, index: Path, encoder: Encoder, previous: Opened | None, progress: Progress) -> Opened:
    """A new build beside the old ones, verified; on failure its directory is removed."""
    directory = index / f"build-{uuid.uuid4().hex[:12]}"
    directory.mkdir()
    try:
        made = library.assemble(readings)
        store = Store(directory / "chroma", create=True)
        vectors = _vectors(made.passages, encoder, previous, progress)
        for done in store.add(made.passages, vectors):
            progress("storing", done, len(made.passages))
        _verify(store, made.passages, vectors)
        library.save(readings, directory / "readings.json")
        sources = {r.document.id: r.document.sha256 for r in readings}
        manifest = Manifest(encoder.name, encoder.fingerprint, split.VERSION, rules(), str(folder), sources, len(made.passages))
        (directory / "manifest.json").write_text(json.dumps(asdict(manifest), indent=1), encoding="utf-8")
        return Opened(directory, manifest, made, store)
    except BaseException:
        shutil.rmtree(directory, ignore_errors=True)
        raise


def _vectors(passages: tuple[Passage, ...], encoder: Encoder, previous: Opened | None, progress: Progress) -> Vectors:
    """Vectors in the passages' order; those of passages that the last build holds are taken from it."""
    texts_before = {p.id: p.text for p in previous.library.passages} if previous else {}
    vectors_before = previous.store.vectors() if previous else {}
    same = {p.id for p in passages if texts_before.get(p.id) == p.text and p.id in vectors_before}
    fresh = [p for p in passages if p.id not in same]
    progress("embedding", 0, len(fresh))
    made = dict(zip((p.id for p in fresh), encoder.encode([p.text for p in fresh]), strict=True))
    progress("embedding", len(fresh), len(fresh))
    return np.array([vectors_before[p.id] if p.id in same else made[p.id] for p in passages], dtype=np.float32)


def _verify(store: Store, passages: tuple[Passage, ...], vectors: Vectors) -> None:
    """Every passage is there, and a sample of them find themselves or their like."""
    if len({p.id for p in passages}) != len(passages) or store.count() != len(passages):
        raise BuildError(f"The new index holds {store.count()} of {len(passages)} passages and was discarded. Run the command again.")
    for at in range(0, len(passages), max(1, len(passages) // _SAMPLE)):
        nearest = store.nearest(vectors[at], 1)
        if vectors[at].any() and (not nearest or nearest[0][1] < 0.99):
            raise BuildError(f"The new index does not find its own passage {passages[at].id} and was discarded. Run the command again.")


def _switch(index: Path, directory: Path) -> None:
    """Point at the new build in one step, then remove all others but the one before it, which a reader may have open."""
    pointer = index / _POINTER
    before = pointer.read_text(encoding="utf-8").strip() if pointer.is_file() else ""
    new = index / f"{_POINTER}.new"
    new.write_text(directory.name, encoding="utf-8")
    os.replace(new, pointer)
    for build in index.glob("build-*"):
        if build.name not in (directory.name, before):
            shutil.rmtree(build, ignore_errors=True)
