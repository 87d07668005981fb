"""What passes between the steps from a question to its answer."""

from dataclasses import dataclass, field
from enum import StrEnum

from ingest.places import Place
from ingest.types import ActionId, ConceptId, Country, DocumentId, ExpertKind, Language, Passage, Period, Section


class Asked(StrEnum):
    """What a question wants to know."""

    DESCRIBE = "describe"  # tell me about it
    DURATION = "duration"  # from when to when
    START = "start"
    END = "end"
    WHEN = "when"  # the date of something that happened
    HOW_LONG = "how_long"
    EXPERTS = "experts"  # where the experts came from
    INSTITUTION = "institution"
    WHERE = "where"
    OBJECTIVE = "objective"
    OUTPUT = "output"
    THEME = "theme"
    STATUS = "status"  # still under way?
    NUMBER = "number"  # how many of something in a text
    LIST = "list"  # which actions
    COUNT = "count"  # how many actions
    COUNTRY = "country"  # which country took part
    PERSON = "person"  # somebody's name
    DOWNLOADS = "downloads"
    FACT = "fact"  # whatever the sentences say


@dataclass(frozen=True, slots=True)
class Turn:
    """One exchange of a conversation: what was asked, in which language it was answered, about which actions."""

    question: str
    language: Language | None = None
    actions: tuple[ActionId, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the question that says what it is about, once frame words and names of places are set aside."""

    text: str  # as the reader typed it
    folded: str  # spelling put right
    concept: ConceptId | None = None
    name: bool = False  # a proper name or a number: written with a capital within the question, or unknown as a word
    verb: bool = False  # a verb frames the question more than it says what it is about


@dataclass(frozen=True, slots=True)
class Constraints:
    """What an action must meet. Empty fields constrain nothing."""

    places: tuple[Place, ...] = ()  # all must be among its places, members or regions
    experts: tuple[Country, ...] = ()
    expert_kinds: tuple[ExpertKind, ...] = ()
    either: bool = False  # one of the places, one of the experts' countries is enough
    only_experts: bool = False  # no others than these
    phase: int | None = None
    ongoing: bool | None = None
    started: Period | None = None
    ended: Period | None = None
    within: Period | None = None  # something dated in it
    in_title: bool = False  # the terms must stand in its title


@dataclass(frozen=True, slots=True)
class Query:
    """A question understood."""

    question: str
    language: Language
    asked: Asked
    constraints: Constraints = field(default_factory=Constraints)
    terms: tuple[Term, ...] = ()
    focus: Term | None = None  # the first of them: what is asked for, in "which manual", "how many officials"
    past: bool = False  # asks for what was done or came of it, not for what is planned
    text: str = ""  # the question with its spelling put right, for search


@dataclass(frozen=True, slots=True)
class EditionQuote:
    """The counterpart of a source in the reader's edition."""

    document: DocumentId
    language: Language
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """A stretch of an original document, with the same stretch in the reader's language where there is one.

    `quote` is verbatim, at `start` to `end` of the document's text.
    """

    action: ActionId | None
    title: str  # of the action, in the reader's language where an edition has it
    document: DocumentId
    language: Language
    section: Section
    quote: str
    start: int
    end: int
    edition: EditionQuote | None = None


@dataclass(frozen=True, slots=True)
class Citation(Source):
    marker: int = 0  # [1], [2] ... in the answer's text


MARKS = "\ue000"  # stands in a claim's text where its markers go


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of an answer with what supports it; verified before it is shown."""

    text: str  # with MARKS once, or at its end if nowhere
    sources: tuple[Source, ...] = ()
    computed: frozenset[str] = frozenset()  # numbers that we counted and names of languages, which stand in no source
    own_line: bool = False  # an item or a heading of a list


@dataclass(frozen=True, slots=True)
class Draft:
    """What a writer hands in: claims in reading order, and whether they answer the question."""

    claims: tuple[Claim, ...]
    found: bool
    actions: tuple[ActionId, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """`text` is prose with markers such as [1]; nothing found is an answer too."""

    text: str
    language: Language
    found: bool
    actions: tuple[ActionId, ...] = ()  # the first is the one the answer is about
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with its rank score; scores compare within one search only."""

    passage: Passage
    score: float
