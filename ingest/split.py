"""Documents and actions -> passages: a section's paragraph, cut at sentences where it is long."""

from collections.abc import Iterable, Iterator, Sequence

from ingest.sentences import sentences
from ingest.types import Action, Document, Paragraph, Passage

VERSION = "paragraphs-1"  # part of the build record: change it whenever passages change
LONGEST = 1200            # characters of a passage; a longer sentence is left whole


def split(document: Document, actions: Sequence[Action], loose: Iterable[Paragraph]) -> list[Passage]:
    """Every passage is a substring of the document's text at its offsets."""
    owned = [(a.id, p) for a in actions for e in a.editions if e.document == document.id for p in e.paragraphs]
    pieces = [*owned, *((None, p) for p in loose)]
    return [
        Passage(document.id, action, paragraph.section, document.language, start, document.text[start:end])
        for action, paragraph in sorted(pieces, key=lambda piece: piece[1].start)
        for start, end in cut(paragraph)
    ]


def cut(paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    """Offsets of runs of whole sentences of at most LONGEST characters."""
    if len(paragraph.text) <= LONGEST:
        yield paragraph.start, paragraph.end
        return
    start = end = paragraph.start
    for sentence in sentences(paragraph.text, paragraph.start):
        if sentence.end - start > LONGEST and end > start:
            yield start, end
            start = sentence.start
        end = sentence.end
    yield start, end
