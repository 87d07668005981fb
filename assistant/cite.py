"""A stretch of any edition -> a source: the same stretch of the original, with the reader's edition beside it."""

from assistant.statements import Statement
from assistant.types import EditionQuote, Source
from ingest.sentences import sentences
from ingest.types import Action, Edition, Language, Library, Paragraph, Section


def source(action: Action, edition: Edition, paragraph: Paragraph, start: int, end: int, reader: Language) -> Source:
    """Cite `start` to `end` of `edition`'s document by the original's words."""
    original = action.original
    mine = action.edition(reader)
    here, begin, stop = counterpart(edition, original, paragraph, start, end)
    beside = None
    if mine is not original:
        there, first, last = (paragraph, start, end) if mine is edition else counterpart(edition, mine, paragraph, start, end)
        beside = EditionQuote(mine.document, mine.language, there.text[first - there.start : last - there.start], first, last)
    return Source(
        action.id,
        mine.title,
        original.document,
        original.language,
        here.section,
        here.text[begin - here.start : stop - here.start],
        begin,
        stop,
        beside,
    )


def statement_source(statement: Statement, reader: Language) -> Source:
    """Cite one sentence of an action's edition. Raises ValueError for one that belongs to no action."""
    if statement.action is None or statement.edition is None:
        raise ValueError("a sentence outside every action is cited by loose_source")
    sentence = statement.sentence
    return source(statement.action, statement.edition, statement.paragraph, sentence.start, sentence.end, reader)


def counterpart(edition: Edition, other: Edition, paragraph: Paragraph, start: int, end: int) -> tuple[Paragraph, int, int]:
    """The same sentences in another edition: by their place in the section; the whole paragraph, where counts differ.

    An edition that lacks the section is cited by its title.
    """
    if edition is other:
        return paragraph, start, end
    mine = edition.section(paragraph.section)
    theirs = other.section(paragraph.section)
    if len(mine) != len(theirs) or paragraph not in mine:
        whole = theirs[0] if theirs else other.paragraphs[0]
        return whole, whole.start, whole.end
    there = theirs[mine.index(paragraph)]
    ours, counted = sentences(paragraph.text, paragraph.start), sentences(there.text, there.start)
    if len(ours) != len(counted):
        return there, there.start, there.end
    chosen = [at for at, s in enumerate(ours) if s.start < end and start < s.end]
    return there, counted[chosen[0]].start, counted[chosen[-1]].end


def paragraph_source(action: Action, section: Section, reader: Language) -> Source | None:
    """The first paragraph of a section, or None where the action has none."""
    found = action.original.section(section)
    return source(action, action.original, found[0], found[0].start, found[0].end, reader) if found else None


def sentence_source(action: Action, words_start: int, words_end: int, reader: Language) -> Source:
    """The stretch of the original at these offsets."""
    paragraph = next(p for p in action.original.paragraphs if p.start <= words_start < p.end)
    return source(action, action.original, paragraph, words_start, words_end, reader)


def loose_source(library: Library, document: str, section: Section, start: int, end: int) -> Source:
    """A stretch that belongs to no action."""
    found = next(d for d in library.documents if d.id == document)
    return Source(None, found.id, found.id, found.language, section, found.text[start:end], start, end)
