"""Answer -> what is shown: nothing of a document or a question is markup, and what is highlighted is what is quoted."""

import html
import re
import tomllib
import unicodedata
from pathlib import Path

import pytest

from assistant.types import Answer, Citation, EditionQuote
from ingest.types import LANGUAGES, ActionId, Document, DocumentId, Language, Library, Paragraph, Section
from ui import render
from ui.render import Exchange
from ui.words import preferred, words

_ENGLISH = ('Peru: Trafficking\n\nSummary: A mission took place in April 2013. <b>Experts</b> & "officials" met.\n\n'
            "Duration: April 2013present")
_SPANISH = "Perú: trata\n\nResumen: En abril de 2013 tuvo lugar una misión.\n\nDuración: de abril de 2013 hasta la actualidad"
_HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(1)> ![a](http://e.example/a.png) [b](http://e.example) **c** _d_ `e` $$f$$ ' \
           "http://e.example www.e.example me@e.example ${1} {{g}} | h |"


def document(id: str, language: Language, text: str, original: str | None = None, page: int | None = None) -> Document:
    starts = [m.start() for m in re.finditer(r"(?<=\n\n)|^", text) if m.start() == 0 or text[m.start() - 2:m.start()] == "\n\n"]
    pieces = [(at, text[at:].split("\n\n")[0]) for at in starts]
    blocks = tuple(Paragraph(Section.SUMMARY, at, at + len(piece), piece, page) for at, piece in pieces)
    return Document(DocumentId(id), language, text, blocks, "0" * 64, DocumentId(original) if original else None)


LIBRARY = Library((document("reports/peru.en.txt", "en", _ENGLISH),
                   document("reports/peru.es.txt", "es", _SPANISH, "reports/peru.en.txt")), (), ())


def cited(quote: str, marker: int = 1, edition: str | None = None, section: Section = Section.SUMMARY, title: str = "Peru") -> Citation:
    start = _ENGLISH.index(quote)
    theirs = None
    if edition:
        at = _SPANISH.index(edition)
        theirs = EditionQuote(document=DocumentId("reports/peru.es.txt"), language="es", quote=edition, start=at, end=at + len(edition))
    return Citation(action=ActionId("peru-2013"), title=title, document=DocumentId("reports/peru.en.txt"), language="en", section=section,
                    quote=quote, start=start, end=start + len(quote), edition=theirs, marker=marker)


def marks(shown: str) -> list[str]:
    return [html.unescape(mark) for mark in re.findall(r"<mark[^>]*>(.*?)</mark>", shown, re.DOTALL)]


def test_a_marker_becomes_a_link_to_its_source_in_the_panel() -> None:
    answer = Answer("It took place in April 2013 [1].", "en", True, citations=(cited("April 2013"),))
    exchanges = [Exchange("When?", Answer("No.", "en", False)), Exchange("When?", answer)]
    assert render.messages(exchanges)[-1]["content"] == "It took place in April 2013 [[1]](#s2-1)."
    assert 'id="s2-1"' in render.panel(exchanges, LIBRARY, "en")


def test_a_marker_without_a_citation_stays_text() -> None:
    assert "](" not in render.answer_text(Answer("See [7].", "en", True, citations=(cited("April 2013"),)), 1)


def test_every_link_of_an_answer_has_exactly_one_target() -> None:
    answer = Answer("A [1], b [2] and again [1].", "en", True, citations=(cited("April 2013"), cited("officials", 2)))
    exchanges = [Exchange("One?", answer), Exchange("Two?", answer)]
    links = {target for message in render.messages(exchanges) for target in re.findall(r"\(#([^)]+)\)", message["content"])}
    ids = re.findall(r'id="([^"]+)"', render.panel(exchanges, LIBRARY, "en"))
    assert sorted(ids) == sorted(links)


@pytest.mark.parametrize("shown", [
    pytest.param(render.plain(_HOSTILE), id="plain text"),
    pytest.param(render.messages([Exchange(_HOSTILE)])[0]["content"], id="question"),
    pytest.param(render.messages([Exchange("?", notice=_HOSTILE)])[1]["content"], id="notice"),
    pytest.param(render.answer_text(Answer(_HOSTILE, "en", True), 1), id="answer"),
])
def test_hostile_text_is_shown_as_text_in_the_conversation(shown: str) -> None:
    assert html.unescape(shown) == _HOSTILE
    assert not re.search(r"[<>\[\]*_`$|{}@]|://|www\.", shown)


@pytest.mark.parametrize("text", [
    "# one", "- two", "+ three", "1. four", "12) five", "=== six", "> seven", "    eight", "~~~ nine", "\t- ten",
])
def test_a_line_of_a_question_never_opens_a_block(text: str) -> None:
    shown = render.plain(f"x\n{text}")
    assert html.unescape(shown) == f"x<br>{text.strip()}"
    assert not re.match(r"[#\-+=>~`\s]|\d+[.)]", render.plain(text))


def test_hostile_text_is_shown_as_text_in_the_panel() -> None:
    hostile = '"><script>alert(1)</script><img src=x>'
    citation = cited('<b>Experts</b> & "officials"', title=hostile)
    shown = render.panel([Exchange(hostile, Answer("x [1]", "en", True, citations=(citation,)))], LIBRARY, "en")
    assert "<script" not in shown and "<img" not in shown and "<b>Experts" not in shown
    assert marks(shown) == ['<b>Experts</b> & "officials"']


def test_the_highlight_is_exactly_the_quotation_within_its_paragraph() -> None:
    citation = cited("A mission took place in April 2013.")
    shown = render.highlighted(LIBRARY.documents[0], citation.quote, citation.start, citation.end)
    assert marks(shown) == [citation.quote]
    paragraph = _ENGLISH.split("\n\n")[1]
    assert html.unescape(re.sub(r"</?mark>", "", shown)) == paragraph


def test_a_quotation_over_two_paragraphs_shows_both() -> None:
    quote = 'met.\n\nDuration: April'
    citation = cited(quote)
    shown = render.highlighted(LIBRARY.documents[0], quote, citation.start, citation.end)
    assert marks(shown) == [quote]
    assert html.unescape(re.sub(r"</?mark>", "", shown)) == _ENGLISH[_ENGLISH.index("Summary"):]


@pytest.mark.parametrize("shift", [pytest.param(1, id="off by one"), pytest.param(10_000, id="beyond the end")])
def test_a_quotation_that_is_not_at_its_offsets_is_shown_by_itself(shift: int) -> None:
    citation = cited("April 2013")
    shown = render.highlighted(LIBRARY.documents[0], citation.quote, citation.start + shift, citation.end + shift)
    assert shown == "<mark>April 2013</mark>"
    assert render.highlighted(None, citation.quote, citation.start, citation.end) == shown


@pytest.mark.parametrize(("language", "section", "original", "edition"), [
    pytest.param("en", "Summary", "Original text (English)", "This project’s own translation (Spanish)", id="en"),
    pytest.param("es", "Resumen", "Texto original (inglés)", "Traducción del propio proyecto (español)", id="es"),
    pytest.param("fr", "Résumé", "Texte original (anglais)", "Traduction réalisée par le projet (espagnol)", id="fr"),
])
def test_a_source_names_action_section_document_original_and_edition(language: Language, section: str, original: str, edition: str) -> None:
    citation = cited("A mission took place in April 2013.", edition="En abril de 2013 tuvo lugar una misión.")
    shown = render.source(citation, 1, LIBRARY, words(language))
    assert "<strong>Peru</strong>" in shown
    assert f"{section} · reports/peru.en.txt" in shown
    assert original in shown and edition in shown
    assert marks(shown) == [citation.quote, "En abril de 2013 tuvo lugar una misión."]


def test_an_edition_that_translates_nothing_is_not_called_our_translation() -> None:
    own = Library((LIBRARY.documents[0], document("reports/peru.es.txt", "es", _SPANISH)), (), ())
    shown = render.source(cited("April 2013", edition="abril de 2013"), 1, own, words("en"))
    assert "Edition (Spanish)" in shown and "own translation" not in shown


def test_the_page_of_a_quotation_is_named_where_the_document_has_pages() -> None:
    paged = Library((document("reports/peru.en.txt", "en", _ENGLISH, page=3),), (), ())
    assert "reports/peru.en.txt, p. 3" in render.source(cited("April 2013"), 1, paged, words("en"))


def test_the_last_answer_comes_first_in_the_panel_and_each_speaks_its_language() -> None:
    exchanges = [Exchange("When?", Answer("a [1]", "en", True, citations=(cited("April 2013"),))),
                 Exchange("¿Qué?", Answer("Nada.", "es", False))]
    shown = render.panel(exchanges, LIBRARY, "fr")
    assert shown.index("¿Qué?") < shown.index("When?")
    assert re.findall(r'<section lang="(..)">', shown) == ["es", "en"]
    assert words("es").no_sources in shown


def test_a_very_long_question_is_cut_where_it_is_repeated() -> None:
    shown = render.messages([Exchange("x" * 50_000)])[0]["content"]
    assert len(shown) == 600 and shown.endswith("…")


def test_items_of_a_list_stay_a_list_and_lines_stay_apart() -> None:
    answer = Answer("Two actions [1]:\n- Peru [1]\n• Bolivia\nThat is all.", "en", True, citations=(cited("April 2013"),))
    assert render.answer_text(answer, 1) == "Two actions [[1]](#s1-1):\n\n- Peru [[1]](#s1-1)\n- Bolivia\n\nThat is all."


def test_every_language_has_the_same_words_and_none_is_empty() -> None:
    def keys(table: dict[str, object], prefix: str = "") -> set[str]:
        return {found for key, value in table.items()
                for found in (keys(value, f"{prefix}{key}.") if isinstance(value, dict) else {f"{prefix}{key}"} if value else ())}

    files = {language: Path(render.__file__).parent / "texts" / f"{language}.toml" for language in LANGUAGES}
    tables = {language: tomllib.loads(file.read_text(encoding="utf-8")) for language, file in files.items()}
    assert keys(tables["en"]) == keys(tables["es"]) == keys(tables["fr"])
    for language in LANGUAGES:
        assert set(words(language).sections) == {section.value for section in Section}
        assert set(words(language).languages) == set(LANGUAGES)
        assert len(words(language).examples) == 4


def test_the_texts_follow_the_typography_of_their_language() -> None:
    folder = Path(render.__file__).parent / "texts"
    french = " ".join(re.findall(r'"([^"\n]*)"', (folder / "fr.toml").read_text(encoding="utf-8")))
    spanish = re.findall(r'"([^"\n]*)"', (folder / "es.toml").read_text(encoding="utf-8"))
    assert not re.search(r"[^\u00a0][:;?!»]|«[^\u00a0]|'", french)
    assert all(text.count("¿") == text.count("?") and text.count("¡") == text.count("!") for text in spanish)
    assert all(unicodedata.is_normalized("NFC", file.read_text(encoding="utf-8")) for file in folder.glob("*.toml"))


@pytest.mark.parametrize(("header", "language"), [
    pytest.param("fr-CA,fr;q=0.9,en;q=0.8", "fr", id="first of several"),
    pytest.param("de-DE, es;q=0.4, en;q=0.7", "en", id="greatest weight of ours"),
    pytest.param("es-419", "es", id="region by number"),
    pytest.param("en;q=0, es;q=0.1", "es", id="refused"),
    pytest.param("fr;q=x, es", "es", id="broken weight"),
    pytest.param("de, ja", "en", id="none of ours"),
    pytest.param("", "en", id="no header"),
])
def test_the_page_opens_in_the_visitors_language(header: str, language: Language) -> None:
    assert preferred(header) == language
