"""The list of publications at the foot of a page."""

import pytest

from ingest.downloads import is_language, parse_downloads


@pytest.mark.parametrize(("text", "expected"), [
    pytest.param("Annual Report en", [("Annual Report", ("en",))], id="one language"),
    pytest.param("Leaflet: ar\u00a0 en\u00a0 fr", [("Leaflet", ("ar", "en", "fr"))], id="colon and no-break spaces"),
    pytest.param("Boletín del Caribe en es", [("Boletín del Caribe", ("en", "es"))], id="es title"),
    pytest.param("Lettre d’information Afrique\u00a0: en fr", [("Lettre d’information Afrique", ("en", "fr"))], id="fr title"),
    pytest.param("Report 2016 en fr Toolkit 2017 en pt", [("Report 2016", ("en", "fr")), ("Toolkit 2017", ("en", "pt"))],
                 id="two on a line"),
    pytest.param("Atlas of routes", [("Atlas of routes", ())], id="no language"),
    pytest.param("Guide en\n\n \u00a0\nMap es", [("Guide", ("en",)), ("Map", ("es",))], id="blank lines"),
    pytest.param("", [], id="empty"),
])
def test_a_title_has_the_languages_that_follow_it(text: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert [(d.title, d.languages) for d in parse_downloads(text)] == expected


@pytest.mark.parametrize(("code", "known"), [
    pytest.param("ru", True, id="a language"), pytest.param("xx", False, id="none"), pytest.param("of", False, id="a word"),
])
def test_a_language_code_is_one_of_iso_639_1(code: str, known: bool) -> None:
    assert is_language(code) is known
