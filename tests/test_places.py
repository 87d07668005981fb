"""Countries, nationalities, regional bodies and regions in three languages."""

import pytest

from ingest.places import PlaceKind, bodies, country_names, find_places, without_article
from ingest.types import LANGUAGES, Language


def found(text: str, *, cased: bool = True) -> list[tuple[PlaceKind, str]]:
    return [(m.place.kind, m.place.id) for m in find_places(text, cased=cased)]


@pytest.mark.parametrize(("text", "code"), [
    pytest.param("a seminar in Ghana", "GH", id="en"), pytest.param("un seminario en Camerún", "CM", id="es"),
    pytest.param("un séminaire au Maroc", "MA", id="fr"), pytest.param("en Mexico, sin acento", "MX", id="dropped accent"),
    pytest.param("the Democratic Republic of the Congo", "CD", id="longest name first"),
    pytest.param("la République dominicaine", "DO", id="fr two words"),
    pytest.param("Dominica", "DM", id="a name inside another name"),
    pytest.param("Sierra\u00a0Leone", "SL", id="no-break space"),
])
def test_a_country_is_found_by_its_name(text: str, code: str) -> None:
    assert found(text) == [(PlaceKind.COUNTRY, code)]


@pytest.mark.parametrize(("text", "code"), [
    pytest.param("the Kenyan authorities", "KE", id="en"), pytest.param("Filipinos abroad", "PH", id="en people"),
    pytest.param("las autoridades ecuatorianas", "EC", id="es"), pytest.param("les autorités sénégalaises", "SN", id="fr"),
    pytest.param("la administración argentina", "AR", id="es adjective spelled like the country"),
    pytest.param("ocho funcionarios peruanos", "PE", id="es plural"), pytest.param("une experte tunisienne", "TN", id="fr feminine"),
])
def test_a_nationality_is_told_from_a_country(text: str, code: str) -> None:
    assert found(text) == [(PlaceKind.NATIONALITY, code)]


@pytest.mark.parametrize("text", [
    pytest.param("roast turkey on a plate", id="a bird"), pytest.param("a chad of paper", id="a scrap"), pytest.param("", id="empty"),
])
def test_in_prose_a_name_has_a_capital(text: str) -> None:
    assert found(text) == []


def test_a_question_may_be_in_lower_case() -> None:
    assert found("what was done in kenya", cased=False) == [(PlaceKind.COUNTRY, "KE")]


@pytest.mark.parametrize(("text", "kind", "id"), [
    pytest.param("the Association of Southeast Asian Nations", PlaceKind.BODY, "asean", id="en full name"),
    pytest.param("el Mercado Común del Sur", PlaceKind.BODY, "mercosur", id="es full name"),
    pytest.param("la Communauté andine", PlaceKind.BODY, "can", id="fr full name"),
    pytest.param("CARICOM", PlaceKind.BODY, "caricom", id="acronym"),
    pytest.param("Latin America", PlaceKind.REGION, "latin-america", id="region"),
])
def test_a_body_or_a_region_is_found(text: str, kind: PlaceKind, id: str) -> None:
    assert found(text) == [(kind, id)]


def test_a_mention_knows_its_words_and_characters() -> None:
    text = "Held in Costa\u00a0Rica, then in Peru."
    mentions = find_places(text)
    assert [text[m.start:m.end] for m in mentions] == ["Costa\u00a0Rica", "Peru"]
    assert [(m.first, m.last) for m in mentions] == [(2, 4), (6, 7)]


@pytest.mark.parametrize(("name", "language", "bare"), [
    pytest.param("the Gambia", "en", "Gambia", id="en"), pytest.param("la India", "es", "India", id="es"),
    pytest.param("l’Équateur", "fr", "Équateur", id="fr elision"), pytest.param("Lesotho", "fr", "Lesotho", id="none"),
])
def test_an_article_is_taken_off(name: str, language: Language, bare: str) -> None:
    assert without_article(name, language) == bare


def test_every_country_has_a_name_an_adjective_and_its_french_prepositions() -> None:
    for code, names in country_names().items():
        assert all(names.name[language] and names.adjectives[language] for language in LANGUAGES), code
        assert names.french_in and names.french_from, code


def test_every_country_is_found_by_its_own_name_in_every_language() -> None:
    missed = [(code, names.name[language]) for code, names in country_names().items() for language in LANGUAGES
              if (PlaceKind.COUNTRY, code) not in found(without_article(names.name[language], language))]
    assert missed == []


def test_every_member_of_a_body_is_a_known_country() -> None:
    assert [(b.id, code) for b in bodies().values() for code in b.members if code not in country_names()] == []
