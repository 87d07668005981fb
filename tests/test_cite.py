"""Any stretch of any edition is cited by the original's words, with the reader's edition beside it."""

from collections.abc import Iterator

import pytest

from assistant.cite import counterpart, loose_source, paragraph_source, sentence_source, source
from assistant.types import Source
from ingest.sentences import sentences
from ingest.types import LANGUAGES, Action, ActionId, DocumentId, Duration, Edition, Language, Library, Paragraph, Section

EACH = [pytest.param(code, id=code) for code in LANGUAGES]


def stretches(library: Library) -> Iterator[tuple[Action, Edition, Paragraph, int, int]]:
    for action, edition in library.editions():
        for paragraph in edition.paragraphs:
            for sentence in sentences(paragraph.text, paragraph.start):
                yield action, edition, paragraph, sentence.start, sentence.end


def is_verbatim(cited: Source, library: Library) -> bool:
    beside = cited.edition
    return (library.document(cited.document).text[cited.start:cited.end] == cited.quote
            and (beside is None or library.document(beside.document).text[beside.start:beside.end] == beside.quote))


@pytest.mark.parametrize("reader", EACH)
def test_every_sentence_of_every_edition_can_be_cited_verbatim(library: Library, reader: Language) -> None:
    for action, edition, paragraph, start, end in stretches(library):
        cited = source(action, edition, paragraph, start, end, reader)
        assert is_verbatim(cited, library), (action.id, edition.language, start)
        assert cited.quote.strip()


@pytest.mark.parametrize("reader", EACH)
def test_a_citation_points_to_the_original_with_the_readers_edition_beside_it(library: Library, reader: Language) -> None:
    for action, edition, paragraph, start, end in stretches(library):
        cited = source(action, edition, paragraph, start, end, reader)
        assert (cited.document, cited.language, cited.action) == (action.original.document, "en", action.id)
        assert (cited.edition.language if cited.edition else "en") == reader
        assert cited.title == action.edition(reader).title


@pytest.mark.parametrize("reader", EACH)
def test_a_citation_stays_in_the_action_and_in_the_section(library: Library, reader: Language) -> None:
    for action, edition, paragraph, start, end in stretches(library):
        cited = source(action, edition, paragraph, start, end, reader)
        assert cited.section is paragraph.section
        assert any(p.start <= cited.start and cited.end <= p.end for p in action.original.section(cited.section))


def test_a_sentence_of_a_translation_is_cited_by_the_same_sentence_of_the_original(library: Library) -> None:
    action = library.action(ActionId("bolivia-2010"))
    for language in ("es", "fr"):
        edition = action.edition(language)
        [summary] = edition.section(Section.SUMMARY)
        third = sentences(summary.text, summary.start)[2]
        cited = source(action, edition, summary, third.start, third.end, language)
        assert cited.quote == "The first training for consular staff took place in La Paz in November 2010."
        assert cited.edition is not None and cited.edition.quote == third.text


def test_the_original_is_cited_by_itself_for_a_reader_of_its_language(library: Library) -> None:
    action = library.actions[0]
    paragraph = action.original.section(Section.OBJECTIVE)[0]
    cited = source(action, action.original, paragraph, paragraph.start, paragraph.end, "en")
    assert (cited.quote, cited.start, cited.end, cited.edition) == (paragraph.text, paragraph.start, paragraph.end, None)


@pytest.mark.parametrize("reader", EACH)
def test_a_document_without_translations_has_nothing_beside_it(siblings: Library, reader: Language) -> None:
    alone = [a for a in siblings.actions if len(a.editions) == 1]
    assert alone
    for action in alone:
        cited = paragraph_source(action, Section.TITLE, reader)
        assert cited is not None and cited.edition is None and is_verbatim(cited, siblings)


def test_a_section_that_is_missing_has_no_source(library: Library) -> None:
    assert paragraph_source(library.actions[0], Section.AUTHORITY, "en") is None


@pytest.mark.parametrize("reader", EACH)
def test_a_stretch_of_the_original_is_found_by_its_offsets(library: Library, reader: Language) -> None:
    action = library.action(ActionId("peru-2013"))
    output = action.original.outputs[0].sentence
    cited = sentence_source(action, output.start, output.end, reader)
    assert (cited.start, cited.end, cited.quote) == (output.start, output.end, output.text)
    assert is_verbatim(cited, library)


@pytest.mark.parametrize("language", EACH)
def test_what_belongs_to_no_action_is_cited_by_its_document(library: Library, language: Language) -> None:
    document = next(d for d in library.documents if d.language == language)
    assert document.funding is not None
    start = document.text.index(document.funding)
    cited = loose_source(library, document.id, Section.FUNDING, start, start + len(document.funding))
    assert (cited.action, cited.quote, cited.document, cited.language) == (None, document.funding, document.id, language)


def edition(language: Language, *summary: str) -> Edition:
    title = Paragraph(Section.TITLE, 0, 5, "Title")
    starts = [10 + 100 * n for n in range(len(summary))]
    paragraphs = tuple(Paragraph(Section.SUMMARY, at, at + len(text), text) for at, text in zip(starts, summary, strict=True))
    return Edition(DocumentId(f"a.{language}.txt"), language, "Title", "", (), (), None, (), Duration(None, None, False), (), (), (), (),
                   (title, *paragraphs))


@pytest.mark.parametrize(("mine", "theirs", "expected"), [
    pytest.param(["One. Two. Three."], ["Uno. Dos. Tres."], "Dos.", id="same sentences"),
    pytest.param(["One. Two."], ["Uno y dos."], "Uno y dos.", id="sentences joined: the whole paragraph"),
    pytest.param(["One. Two."], ["Uno. Dos.", "Tres."], "Uno. Dos.", id="paragraphs differ: the first whole one"),
    pytest.param(["One. Two."], [], "Title", id="section missing: the title"),
])
def test_the_counterpart_is_as_close_as_the_editions_allow(mine: list[str], theirs: list[str], expected: str) -> None:
    ours, other = edition("en", *mine), edition("es", *theirs)
    [paragraph] = ours.section(Section.SUMMARY)
    two = paragraph.start + paragraph.text.index("Two")
    there, start, end = counterpart(ours, other, paragraph, two, two + 4)
    assert there.text[start - there.start:end - there.start] == expected


def test_a_stretch_over_two_sentences_has_both_as_its_counterpart() -> None:
    ours, other = edition("en", "One. Two. Three."), edition("es", "Uno. Dos. Tres.")
    [paragraph] = ours.section(Section.SUMMARY)
    there, start, end = counterpart(ours, other, paragraph, paragraph.start, paragraph.start + len("One. Two."))
    assert there.text[start - there.start:end - there.start] == "Uno. Dos."
