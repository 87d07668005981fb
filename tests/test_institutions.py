"""Names of partner institutions in prose."""

import pytest

from ingest.institutions import find_institutions
from ingest.types import Language, Paragraph, Section


def named(text: str, language: Language) -> list[tuple[str, str | None]]:
    return [(i.name, i.acronym) for i in find_institutions([Paragraph(Section.SUMMARY, 0, len(text), text)], language)]


@pytest.mark.parametrize(("text", "language", "expected"), [
    pytest.param("The action supports the Ministry of Labour of Kenya (MoL).", "en", [("Ministry of Labour of Kenya", "MoL")],
                 id="en with acronym"),
    pytest.param("Apoya al Ministerio de Trabajo de Kenia (MT).", "es", [("Ministerio de Trabajo de Kenia", "MT")], id="es with acronym"),
    pytest.param("Elle appuie le Ministère du Travail du Kenya (MT).", "fr", [("Ministère du Travail du Kenya", "MT")],
                 id="fr with acronym"),
    pytest.param("It was run by the Ghana Immigration Service\u00a0(GIS).", "en", [("Ghana Immigration Service", "GIS")],
                 id="no-break space before the acronym"),
    pytest.param("a visit to the Directorate General for Civil Registration", "en", [("Directorate General for Civil Registration", None)],
                 id="en rank"),
    pytest.param("la Direction générale des migrations a reçu l’équipe", "fr", [("Direction générale des migrations", None)],
                 id="fr lower case"),
    pytest.param("el Instituto Nacional de Estadística publicó los datos", "es", [("Instituto Nacional de Estadística", None)], id="es"),
    pytest.param("the Ministry of Justice and the Ministry of Health", "en", [("Ministry of Justice", None), ("Ministry of Health", None)],
                 id="en two"),
    pytest.param("el Ministerio de Justicia y el Ministerio de Salud", "es",
                 [("Ministerio de Justicia", None), ("Ministerio de Salud", None)], id="es two"),
    pytest.param("le ministère de la Justice et le ministère de la Santé", "fr",
                 [("ministère de la Justice", None), ("ministère de la Santé", None)], id="fr two"),
    pytest.param("the Kenyan National Police Service", "en", [("National Police Service", None)], id="nationality left out"),
    pytest.param("officials of the Ministry  of\u00a0Labour", "en", [("Ministry of Labour", None)], id="blanks folded"),
])
def test_an_institution_is_named_as_printed(text: str, language: Language, expected: list[tuple[str, str | None]]) -> None:
    assert named(text, language) == expected


@pytest.mark.parametrize(("text", "language"), [
    pytest.param("Several ministries and a working group took part in Nairobi.", "en", id="en common nouns"),
    pytest.param("Varios ministerios y un grupo de trabajo participaron en Nairobi.", "es", id="es common nouns"),
    pytest.param("Plusieurs services et un groupe de travail ont participé à Nairobi.", "fr", id="fr common nouns"),
    pytest.param("A project of the European Union in Ghana.", "en", id="who pays is no partner"),
    pytest.param("", "en", id="empty"),
])
def test_what_is_no_name_is_no_institution(text: str, language: Language) -> None:
    assert named(text, language) == []


def test_an_institution_named_twice_is_listed_once() -> None:
    assert named("The Ministry of Labour (MoL) met. The Ministry of Labour agreed.", "en") == [("Ministry of Labour", "MoL")]
