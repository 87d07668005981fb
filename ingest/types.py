"""What a library is made of. Imports nothing of ours; every offset counts code points of a document's text."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, NewType

Language = Literal["en", "es", "fr"]
LANGUAGES: tuple[Language, ...] = ("en", "es", "fr")

DocumentId = NewType("DocumentId", str)  # path below the library's folder, with forward slashes
ActionId = NewType("ActionId", str)      # e.g. paraguay-ii-2015
Country = NewType("Country", str)        # ISO 3166-1 alpha-2
ConceptId = NewType("ConceptId", str)    # first column of data/glossary.tsv


class Section(StrEnum):
    """The part of an action, or of a document, that a paragraph belongs to."""

    TITLE = "title"
    OBJECTIVE = "objective"
    SUMMARY = "summary"
    DURATION = "duration"
    AREA = "area"
    EXPERTS = "experts"
    AUTHORITY = "authority"
    STATUS = "status"
    ACTIVITY = "activity"
    OUTPUTS = "outputs"
    DOWNLOADS = "downloads"
    FUNDING = "funding"
    TEXT = "text"


class Status(StrEnum):
    DONE = "done"
    PLANNED = "planned"


class ExpertKind(StrEnum):
    ADMINISTRATION = "administration"
    NGO = "ngo"
    ACADEMIC = "academic"
    EXPERT = "expert"  # the text says no more than "expert"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known to the year, the month or the day."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def iso(self) -> str:
        month = f"-{self.month:02}" if self.month else ""
        day = f"-{self.day:02}" if self.day else ""
        return f"{self.year:04}{month}{day}"


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time, both ends included; a single date has `end` equal to `start`."""

    start: PartialDate
    end: PartialDate

    @property
    def iso(self) -> str:
        return self.start.iso if self.start == self.end else f"{self.start.iso}/{self.end.iso}"


@dataclass(frozen=True, slots=True)
class Duration:
    start: PartialDate | None
    end: PartialDate | None
    ongoing: bool  # the document says that it still runs


@dataclass(frozen=True, slots=True)
class Expert:
    country: Country | None  # None where the text names a kind of expert but no country
    kind: ExpertKind


@dataclass(frozen=True, slots=True)
class Institution:
    name: str            # as printed
    acronym: str | None


@dataclass(frozen=True, slots=True)
class Sentence:
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Activity:
    """A sentence that dates something done or planned."""

    dates: tuple[Period, ...]
    status: Status
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Output:
    """A sentence that reports a product: a manual, a curriculum, a plan, recommendations."""

    status: Status
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Paragraph:
    section: Section
    start: int
    end: int
    text: str
    page: int | None = None  # counted from 1; None for formats without pages


@dataclass(frozen=True, slots=True)
class Download:
    title: str
    languages: tuple[str, ...]  # ISO 639-1, as printed


@dataclass(frozen=True, slots=True)
class Document:
    """One file as read: its text, and the blocks between its empty lines, in order."""

    id: DocumentId
    language: Language
    text: str
    blocks: tuple[Paragraph, ...]
    sha256: str                   # of the file's bytes
    original: DocumentId | None   # the document that this one translates, by its own word
    downloads: tuple[Download, ...] = ()
    funding: str | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """What one document says of one action."""

    document: DocumentId
    language: Language
    title: str
    topic: str                            # the title without its places and phase
    places: tuple[Country, ...]
    bodies: tuple[str, ...]               # first column of data/bodies.tsv
    phase: int | None
    themes: tuple[str, ...]               # topic themes of data/themes.tsv, the title's first
    duration: Duration
    experts: tuple[Expert, ...]
    institutions: tuple[Institution, ...]
    activities: tuple[Activity, ...]
    outputs: tuple[Output, ...]
    paragraphs: tuple[Paragraph, ...]     # in reading order, the title included

    def section(self, *sections: Section) -> tuple[Paragraph, ...]:
        return tuple(p for p in self.paragraphs if p.section in sections)


@dataclass(frozen=True, slots=True)
class Action:
    """One piece of work, however many documents speak of it."""

    id: ActionId
    editions: tuple[Edition, ...]  # never empty; the original first

    @property
    def original(self) -> Edition:
        return self.editions[0]

    def edition(self, language: Language) -> Edition:
        """The first edition in `language`, or the original where there is none."""
        return next((e for e in self.editions if e.language == language), self.original)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one document that can be cited."""

    document: DocumentId
    action: ActionId | None  # None where the text belongs to no action
    section: Section
    language: Language
    start: int               # offset into the document's text, in code points
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def id(self) -> str:
        return f"{self.document}#{self.start}"


@dataclass(frozen=True, slots=True)
class Library:
    """Everything that was read, in memory. Documents and actions in a stable order."""

    documents: tuple[Document, ...]
    actions: tuple[Action, ...]
    passages: tuple[Passage, ...]

    def document(self, id: DocumentId) -> Document:
        return next(d for d in self.documents if d.id == id)

    def action(self, id: ActionId) -> Action:
        return next(a for a in self.actions if a.id == id)

    def editions(self) -> Iterator[tuple[Action, Edition]]:
        return ((a, e) for a in self.actions for e in a.editions)
