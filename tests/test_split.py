"""Passages: what can be cited, at its offsets in the document."""

from collections import Counter
from itertools import pairwise

import pytest

from ingest.library import assemble, read
from ingest.readers import plain
from ingest.sentences import sentences
from ingest.split import LONGEST, cut
from ingest.types import DocumentId, Library, Paragraph, Section


@pytest.fixture(scope="module", params=["project", "siblings"])
def each(request: pytest.FixtureRequest, library: Library, siblings: Library) -> Library:
    return library if request.param == "project" else siblings


def test_every_passage_is_a_substring_of_its_document_at_its_offsets(each: Library) -> None:
    assert [p.id for p in each.passages if each.document(p.document).text[p.start:p.end] != p.text] == []


def test_every_passage_has_text_and_an_id_of_its_own(each: Library) -> None:
    assert all(p.text.strip() == p.text != "" for p in each.passages)
    assert [id for id, times in Counter(p.id for p in each.passages).items() if times > 1] == []


def test_passages_stand_in_reading_order_and_do_not_overlap(each: Library) -> None:
    for document in each.documents:
        mine = [p for p in each.passages if p.document == document.id]
        assert all(one.end <= other.start for one, other in pairwise(mine))


def test_every_paragraph_of_every_action_is_covered_by_its_passages(each: Library) -> None:
    for action, edition in each.editions():
        for paragraph in edition.paragraphs:
            mine = [p for p in each.passages if p.document == edition.document and paragraph.start <= p.start < paragraph.end]
            assert {(p.action, p.section, p.language) for p in mine} == {(action.id, paragraph.section, edition.language)}
            assert sum(len("".join(p.text.split())) for p in mine) == len("".join(paragraph.text.split()))


def test_every_sentence_of_every_action_has_true_offsets(each: Library) -> None:
    for _, edition in each.editions():
        text = each.document(edition.document).text
        named = [*(a.sentence for a in edition.activities), *(o.sentence for o in edition.outputs)]
        every = [s for p in edition.paragraphs for s in sentences(p.text, p.start)]
        assert [s for s in [*named, *every] if text[s.start:s.end] != s.text] == []


def test_a_short_paragraph_is_one_passage() -> None:
    assert list(cut(Paragraph(Section.SUMMARY, 7, 27, "One thing. Another. "))) == [(7, 27)]


@pytest.mark.parametrize("sentence", [
    pytest.param("The officers of the border posts were trained in Lomé. ", id="en"),
    pytest.param("Los funcionarios de los puestos fronterizos se formaron en Lomé. ", id="es"),
    pytest.param("Les agents des postes-frontières ont été formés à Lomé. ", id="fr"),
])
def test_a_long_paragraph_is_cut_at_sentences(sentence: str) -> None:
    text = (sentence * 60).strip()
    pieces = [text[start - 5:end - 5] for start, end in cut(Paragraph(Section.SUMMARY, 5, 5 + len(text), text))]
    assert len(pieces) > 1
    assert all(len(piece) <= LONGEST and piece.startswith(sentence[:4]) and piece.endswith("Lomé.") for piece in pieces)
    assert " ".join(pieces) == text


def test_a_sentence_longer_than_a_passage_is_left_whole() -> None:
    long = "A " + "very " * LONGEST + "long sentence."
    text = f"Short. {long} Short."
    assert [text[start:end] for start, end in cut(Paragraph(Section.SUMMARY, 0, len(text), text))] == ["Short.", long, "Short."]


def test_what_belongs_to_no_action_is_cited_without_one() -> None:
    text = ("Africa\n\nKenya: Data\n\nObjective: To count.\n\nDuration: May 2014\n\n"
            "Downloads\n\nA note en\n\nThis project is funded by the European Union\n")
    library = assemble([read(plain.read(DocumentId("a.txt"), text.encode(), "0" * 64))])
    loose = [(p.section, p.text) for p in library.passages if p.action is None]
    assert loose == [(Section.TEXT, "Africa"), (Section.DOWNLOADS, "A note en"),
                     (Section.FUNDING, "This project is funded by the European Union")]
