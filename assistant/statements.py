"""The sentences of the library with what can be matched in them: words, concepts, places, dates."""

from collections.abc import Iterable
from dataclasses import dataclass

from ingest.dates import find_dates
from ingest.glossary import find_concepts
from ingest.places import Place, PlaceKind, bodies, find_places
from ingest.sentences import sentences
from ingest.types import Action, ConceptId, Country, Edition, Language, Library, Paragraph, Period, Section, Sentence
from ingest.words import stem, words


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """One sentence of one document, with what can be matched in it."""

    action: Action | None
    edition: Edition | None
    language: Language
    document: str
    paragraph: Paragraph
    ordinal: tuple[int, int]  # of the paragraph in its section, of the sentence in its paragraph
    sentence: Sentence
    stems: frozenset[str]
    concepts: frozenset[ConceptId]
    places: frozenset[str]
    dates: tuple[Period, ...]
    words: tuple[str, ...]

    def paragraph_of_sentence(self) -> Paragraph:
        """The sentence alone, as a paragraph of its section."""
        return Paragraph(self.paragraph.section, self.sentence.start, self.sentence.end, self.sentence.text)


def sends_experts(action: Action, place: Place) -> bool:
    return place.kind in (PlaceKind.COUNTRY, PlaceKind.NATIONALITY) and any(e.country == place.id for e in action.original.experts)


def has_place(action: Action, place: Place) -> bool:
    """Whether the action took place there: its country, its body, or a member of the region or body."""
    if place.kind in (PlaceKind.COUNTRY, PlaceKind.NATIONALITY):
        return Country(place.id) in action.original.places
    members = bodies()[place.id].members
    return place.id in action.original.bodies or (place.kind is PlaceKind.REGION and _lies_in(action, members))


def _lies_in(action: Action, members: frozenset[Country]) -> bool:
    """A country action in the region, or a body most of whose members lie there."""
    if any(country in members for country in action.original.places):
        return True
    return any(_mostly_in(body, members) for body in action.original.bodies)


def _mostly_in(body: str, members: frozenset[Country]) -> bool:
    """Whether more than half of a body's members are among these countries."""
    own = bodies()[body].members if body in bodies() else frozenset()
    return len(own & members) * 2 > len(own)


def mentions_place(statement: Statement, place: Place) -> bool:
    """Named in the sentence, or, for a region, by a body whose members lie there."""
    if place.id in statement.places:
        return True
    return place.kind is PlaceKind.REGION and any(_mostly_in(id, bodies()[place.id].members) for id in statement.places)


def dates_of(statement: Statement) -> tuple[Period, ...]:
    """The dates that a sentence names; an action of some days lends its own to its sentences."""
    duration = statement.action.original.duration if statement.action else None
    if statement.dates or duration is None or not (duration.start and duration.end and duration.start.day):
        return statement.dates
    return (Period(duration.start, duration.end),)


def dated_in(dates: Iterable[Period], asked: Period) -> bool:
    """Whether one of the dates lies in the period asked about, or they share a month or a day.

    A day is only met by a day: what the text dates to a month may have been on another.
    """
    exact = asked.start.day is not None and asked.start == asked.end
    return any(_first(d) <= _last(asked) and _first(asked) <= _last(d) for d in dates if not exact or d.start.day)


def _first(period: Period) -> tuple[int, int, int]:
    return (period.start.year, period.start.month or 1, period.start.day or 1)


def _last(period: Period) -> tuple[int, int, int]:
    return (period.end.year, period.end.month or 12, period.end.day or 31)


def statements_of(library: Library) -> Iterable[Statement]:
    for action, edition in library.editions():
        for paragraph in edition.paragraphs:
            nth = edition.section(paragraph.section).index(paragraph)
            for at, sentence in enumerate(sentences(paragraph.text, paragraph.start)):
                yield _statement(action, edition, edition.language, edition.document, paragraph, (nth, at), sentence)
    for passage in library.passages:
        if passage.action is None:
            paragraph = Paragraph(passage.section, passage.start, passage.end, passage.text)
            pieces = sentences(passage.text, passage.start)
            if passage.section is Section.DOWNLOADS:
                pieces = _lines(paragraph)
            for at, sentence in enumerate(pieces):
                yield _statement(None, None, passage.language, passage.document, paragraph, (0, at), sentence)


def _lines(paragraph: Paragraph) -> list[Sentence]:
    found, at = [], paragraph.start
    for line in paragraph.text.split("\n"):
        if line.strip():
            found.append(Sentence(at, at + len(line), line))
        at += len(line) + 1
    return found


def _statement(
    action: Action | None,
    edition: Edition | None,
    language: Language,
    document: str,
    paragraph: Paragraph,
    ordinal: tuple[int, int],
    sentence: Sentence,
) -> Statement:
    found = words(sentence.text)
    places = frozenset(m.place.id for m in find_places(sentence.text))
    return Statement(
        action,
        edition,
        language,
        document,
        paragraph,
        ordinal,
        sentence,
        stems=frozenset(stem(w.folded, language) for w in found),
        concepts=frozenset(m.value for m in find_concepts(sentence.text, language)),
        places=places,
        dates=tuple(m.period for m in find_dates(sentence.text)),
        words=tuple(dict.fromkeys(w.folded for w in found)),
    )
