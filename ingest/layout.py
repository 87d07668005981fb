"""Document -> the parts of its actions: which lines are a title, which belong to which field.

A label opens a field. A label that the open action has already had, below a line that reads like a title,
opens the next action. A field of one paragraph (a duration, a status, experts) ends with it; what stands
between such a field and the next title belongs to no action. Lines of the web page or the paper page
(navigation, `Page 2`) belong to nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.markers import markers
from ingest.places import PlaceKind, find_places
from ingest.types import Document, Paragraph, Section
from ingest.words import words

_ONE_PARAGRAPH = frozenset({Section.DURATION, Section.STATUS, Section.AREA, Section.EXPERTS, Section.AUTHORITY})
_OUTSIDE = frozenset({Section.DOWNLOADS, Section.FUNDING})
_LONGEST_TITLE = 200  # characters
_MENU_LINES = 3       # a block of so many short lines is navigation
_MENU_WORDS = 4
_NUMBERED = re.compile(r"(?P<label>[^\W\d]+) \d{1,2}\b")
_PAGE_NUMBER = re.compile(r"(?:(?:page|pagina|p) )?\d+(?: (?:of|de|sur) \d+)?")
_BREADCRUMB = re.compile(r"[^.]+\s[›>]\s[^.]+")
_PROGRAMME = re.compile(r"\bMIEUX\b")


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph with the label that stands before it, if any; its offsets leave the label out."""

    label: Section | None
    start: int
    end: int
    text: str


@dataclass(slots=True)
class Part:
    """What a document says of one action: a title and the paragraphs under it, as they stand."""

    title: Paragraph
    paragraphs: list[Paragraph] = field(default_factory=list)

    def has(self, section: Section) -> bool:
        return any(p.section is section for p in self.paragraphs)


def parts_of(document: Document) -> tuple[list[Part], list[Paragraph]]:
    """The parts of actions in order, and the paragraphs that belong to none.

    Prose without any label is one part if it speaks of the programme by name and its heading names a place.
    """
    pieces = list(pieces_of(document))
    if not any(piece.label and piece.label not in _OUTSIDE for piece in pieces):
        return _unlabelled(pieces)
    titles = _titles(pieces)
    inner = _followed_by_a_field(pieces, titles)
    parts: list[Part] = []
    loose: list[Paragraph] = []
    section: Section | None = None
    for at, piece in enumerate(pieces):
        if at in titles:
            parts.append(Part(_paragraph(piece, Section.TITLE)))
            section = None
            continue
        if piece.label:
            section = piece.label
        elif section in _ONE_PARAGRAPH or section is None:
            goes_on = parts and at in inner
            section = (Section.STATUS if _is_status(piece.text) else Section.SUMMARY) if goes_on else None
        inside = parts and section and section not in _OUTSIDE
        target = parts[-1].paragraphs if inside else loose
        paragraph = _paragraph(piece, section or Section.TEXT)
        if piece.text and not any(p.section is paragraph.section and p.text == paragraph.text for p in target):
            target.append(paragraph)
    return parts, loose


def _titles(pieces: Sequence[Piece]) -> set[int]:
    """Indices of the pieces that are titles."""
    titles: set[int] = set()
    seen: set[Section] = set()
    since = 0  # index after the last labelled piece
    for at, piece in enumerate(pieces):
        if piece.label in _OUTSIDE:
            since = at + 1
        elif piece.label:
            candidates = [i for i in range(since, at) if reads_like_a_title(pieces[i].text)]
            if candidates and (not seen or piece.label in seen):
                titles.add(candidates[-1])
                seen = set()
            seen.add(piece.label)
            since = at + 1
    return titles


def _followed_by_a_field(pieces: Sequence[Piece], titles: set[int]) -> set[int]:
    """Indices of the pieces after which the same action still has a labelled field."""
    found: set[int] = set()
    open_field = False
    for at in range(len(pieces) - 1, -1, -1):
        if open_field:
            found.add(at)
        if at in titles or pieces[at].label in _OUTSIDE:
            open_field = False
        elif pieces[at].label:
            open_field = True
    return found


def reads_like_a_title(text: str) -> bool:
    """One short line without a full stop that names a country or a body."""
    if "\n" in text or len(text) > _LONGEST_TITLE or text.endswith((".", ";", ",", "!", "?")):
        return False
    return any(m.place.kind is not PlaceKind.REGION for m in find_places(text))


def _unlabelled(pieces: Sequence[Piece]) -> tuple[list[Part], list[Paragraph]]:
    title = next((at for at, piece in enumerate(pieces) if reads_like_a_title(piece.text)), None)
    speaks = any(_PROGRAMME.search(piece.text) for piece in pieces)
    if title is None or not speaks:
        return [], [_paragraph(piece, piece.label or Section.TEXT) for piece in pieces]
    part = Part(_paragraph(pieces[title], Section.TITLE))
    part.paragraphs += [_paragraph(p, Section.SUMMARY) for p in pieces[title + 1:] if p.label is None]
    rest = [p for at, p in enumerate(pieces) if at < title or (at > title and p.label)]
    return [part], [_paragraph(p, p.label or Section.TEXT) for p in rest]


def _is_status(text: str) -> bool:
    return len(words(text)) <= _MENU_WORDS and markers().ongoing.search(_key(text)) is not None


def _paragraph(piece: Piece, section: Section) -> Paragraph:
    return Paragraph(section, piece.start, piece.end, piece.text)


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str


def pieces_of(document: Document) -> Iterator[Piece]:
    """The paragraphs of a document, parted at empty lines and before every label.

    A label alone on its line takes the paragraph below it, though an empty line stand between.
    """
    waiting: Section | None = None
    for block in document.blocks:
        lines = [line for line in _lines(block) if not is_page_furniture(line.text)]
        if not lines or _is_menu(lines):
            continue
        for group in _groups(lines):
            label, rest = read_label(group[0].text)
            start, end = group[0].start + rest, group[-1].start + len(group[-1].text)
            piece = _piece(document, label or waiting, start, end)
            waiting = label if label and not piece.text else None
            if piece.text:
                yield piece


def _lines(block: Paragraph) -> list[_Line]:
    at, lines = block.start, []
    for raw in block.text.split("\n"):
        if text := raw.strip():
            lines.append(_Line(at + raw.index(text), text))
        at += len(raw) + 1
    return lines


def _groups(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    group: list[_Line] = []
    for line in lines:
        if group and read_label(line.text)[0]:
            yield group
            group = []
        group.append(line)
    yield group


def _piece(document: Document, label: Section | None, start: int, end: int) -> Piece:
    text = document.text[start:end]
    lead = len(text) - len(text.lstrip())
    return Piece(label, start + lead, start + lead + len(text.strip()), text.strip())


def _key(text: str) -> str:
    return " ".join(word.folded for word in words(text))


def is_page_furniture(text: str) -> bool:
    key = _key(text)
    return key in markers().page_lines or bool(_PAGE_NUMBER.fullmatch(key)) or bool(_BREADCRUMB.fullmatch(text))


def _is_menu(lines: Sequence[_Line]) -> bool:
    short = all(len(words(line.text)) <= _MENU_WORDS and line.text[-1] not in ".!?:" for line in lines)
    return len(lines) >= _MENU_LINES and short and not any(read_label(line.text)[0] for line in lines)


def read_label(text: str) -> tuple[Section | None, int]:
    """The field that a line opens, and where in the line its value begins.

    A label ends with a colon or stands alone on its line; `Activity 1 ...` and the funding line are their own value.
    """
    head, colon, _ = text.partition(":")
    if (section := markers().labels.get(_key(head))) is not None:
        return section, len(head) + len(colon)
    numbered = _NUMBERED.match(text)
    if numbered and (section := markers().numbered_labels.get(_key(numbered["label"]))):
        return section, 0
    if len(text) < _LONGEST_TITLE and markers().funding.search(_key(text)):
        return Section.FUNDING, 0
    return None, 0
