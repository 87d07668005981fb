"""Where the experts of an action come from, in prose and in a field of its own."""

import pytest

from ingest.experts import find_experts, introduced
from ingest.types import Language, Paragraph, Section

ADM, NGO, ACADEMIC, EXPERT = "administration", "ngo", "academic", "expert"


def named(sentence: str, language: Language) -> list[tuple[str | None, str]]:
    return [(e.country, str(e.kind)) for e in introduced(sentence, language)]


@pytest.mark.parametrize(("sentence", "language", "expected"), [
    pytest.param("Experts from the Danish and Finnish national administrations were deployed.", "en", [("DK", ADM), ("FI", ADM)],
                 id="en adjectives"),
    pytest.param("Participaron expertos de las administraciones nacionales danesa y finlandesa.", "es", [("DK", ADM), ("FI", ADM)],
                 id="es adjectives"),
    pytest.param("Des experts des administrations nationales danoise et finlandaise ont été mobilisés.", "fr", [("DK", ADM), ("FI", ADM)],
                 id="fr adjectives"),
    pytest.param("Experts from Denmark, Finland and Malta are being deployed.", "en", [("DK", EXPERT), ("FI", EXPERT), ("MT", EXPERT)],
                 id="en countries"),
    pytest.param("Se movilizó a expertos de Dinamarca y de Finlandia.", "es", [("DK", EXPERT), ("FI", EXPERT)], id="es countries"),
    pytest.param("L’action a mobilisé des experts du Danemark et de la Finlande.", "fr", [("DK", EXPERT), ("FI", EXPERT)],
                 id="fr countries"),
    pytest.param("The visitors come from the national administrations of Croatia and Slovenia.", "en", [("HR", ADM), ("SI", ADM)],
                 id="en administrations of countries"),
    pytest.param("The team was assisted by a Ghanaian expert.", "en", [("GH", EXPERT)], id="en one expert"),
    pytest.param("Contó con la ayuda de un experto ghanés.", "es", [("GH", EXPERT)], id="es one expert"),
    pytest.param("L’équipe a été appuyée par une experte ghanéenne.", "fr", [("GH", EXPERT)], id="fr one expert"),
    pytest.param("Experts from the Greek national administration and a Danish NGO are involved.", "en", [("GR", ADM), ("DK", NGO)],
                 id="en NGO"),
    pytest.param("Participan expertos de la administración nacional griega y de una ONG danesa.", "es", [("GR", ADM), ("DK", NGO)],
                 id="es NGO"),
    pytest.param("Des experts de l’administration nationale grecque et d’une ONG danoise participent.", "fr", [("GR", ADM), ("DK", NGO)],
                 id="fr NGO"),
    pytest.param("Experts from the Greek national administration, as well as an Austrian academic, took part.", "en",
                 [("GR", ADM), ("AT", ACADEMIC)], id="en academic"),
    pytest.param("Participan expertos de la administración nacional griega, así como un académico austriaco.", "es",
                 [("GR", ADM), ("AT", ACADEMIC)], id="es academic"),
    pytest.param("Des experts de l’administration nationale grecque et un universitaire autrichien y participent.", "fr",
                 [("GR", ADM), ("AT", ACADEMIC)], id="fr academic"),
    pytest.param("It was delivered with the participation of experts from the Maltese\u00a0national administration.", "en", [("MT", ADM)],
                 id="no-break space"),
])
def test_experts_are_named_with_their_kind(sentence: str, language: Language, expected: list[tuple[str, str]]) -> None:
    assert named(sentence, language) == expected


@pytest.mark.parametrize(("sentence", "language"), [
    pytest.param("The experts assisted the Kenyan authorities.", "en", id="en"),
    pytest.param("Los expertos apoyaron a las autoridades kenianas.", "es", id="es"),
    pytest.param("Les experts ont appuyé les autorités kényanes.", "fr", id="fr"),
    pytest.param("MIEUX experts met officials from Kenya and Ghana.", "en", id="en met"),
    pytest.param("The Kenyan and Ghanaian ministries signed an agreement.", "en", id="no expert at all"),
    pytest.param("Officials from Kenya took part in a workshop in Malta.", "en", id="officials are no experts"),
])
def test_those_whom_experts_help_are_not_experts(sentence: str, language: Language) -> None:
    assert named(sentence, language) == []


@pytest.mark.parametrize(("sentence", "language"), [
    pytest.param("Experts from the Irish and Latvian national administrations visited Accra and met the Ghanaian police.", "en",
                 id="en met"),
    pytest.param("Experts from the Irish and Latvian national administrations assisted the Ghanaian police.", "en", id="en assisted"),
    pytest.param("Expertos de las administraciones nacionales irlandesa y letona apoyaron a la policía ghanesa.", "es", id="es"),
    pytest.param("Des experts des administrations nationales irlandaise et lettone ont formé des policiers ghanéens.", "fr", id="fr"),
])
def test_the_verb_of_the_clause_ends_the_list(sentence: str, language: Language) -> None:
    assert named(sentence, language) == [("IE", ADM), ("LV", ADM)]


@pytest.mark.parametrize(("text", "language", "expected"), [
    pytest.param("National administrations of Cyprus and Greece\nDanish NGO", "en", [("CY", ADM), ("GR", ADM), ("DK", NGO)], id="en"),
    pytest.param("Administraciones nacionales chipriota y griega\nONG danesa", "es", [("CY", ADM), ("GR", ADM), ("DK", NGO)], id="es"),
    pytest.param("Administrations nationales chypriote et grecque\nONG danoise", "fr", [("CY", ADM), ("GR", ADM), ("DK", NGO)], id="fr"),
    pytest.param("Cyprus, Greece", "en", [("CY", ADM), ("GR", ADM)], id="countries only"),
])
def test_a_field_of_experts_names_them_all(text: str, language: Language, expected: list[tuple[str, str]]) -> None:
    field = Paragraph(Section.EXPERTS, 0, len(text), text)
    assert [(e.country, str(e.kind)) for e in find_experts([field], language)] == expected


def test_an_origin_is_named_once_over_all_paragraphs() -> None:
    text = "Experts from Malta and Cyprus were deployed. Experts from Cyprus returned."
    paragraph = Paragraph(Section.SUMMARY, 0, len(text), text)
    assert [e.country for e in find_experts([paragraph, paragraph], "en")] == ["MT", "CY"]
