"""The concepts of the field and their themes, found in three languages."""

import pytest

from ingest.glossary import concepts, find_concepts, products, themes, topics_of
from ingest.types import LANGUAGES, Language


def found(text: str, language: Language, *, cased: bool = True) -> list[str]:
    return [m.value for m in find_concepts(text, language, cased=cased)]


@pytest.mark.parametrize(("text", "language"), [
    pytest.param("Human trafficking", "en", id="en synonym"), pytest.param("la trata de personas", "es", id="es"),
    pytest.param("la traite des êtres humains", "fr", id="fr"), pytest.param("LA TRAITE DES ETRES HUMAINS", "fr", id="fr without accents"),
    pytest.param("the THB unit", "en", id="acronym"), pytest.param("la unidad THB", "es", id="an acronym of another language"),
    pytest.param("trafficking\u00a0in\u00a0human beings", "en", id="no-break spaces"),
])
def test_a_concept_is_found_however_it_is_named(text: str, language: Language) -> None:
    assert "trafficking-in-human-beings" in found(text, language)


@pytest.mark.parametrize(("one", "many", "language"), [
    pytest.param("training course", "training courses", "en", id="en"),
    pytest.param("visita de estudio", "visitas de estudio", "es", id="es"),
    pytest.param("visite d’étude", "visites d’étude", "fr", id="fr"),
])
def test_number_does_not_matter(one: str, many: str, language: Language) -> None:
    assert found(one, language) == found(many, language) != []


def test_the_longest_term_wins() -> None:
    text = "integrated border management"
    [match] = find_concepts(text, "en")
    assert text[match.start:match.end] == text


def test_an_acronym_in_lower_case_is_a_word_in_prose() -> None:
    assert found("a tip from a source", "en") == []


def test_a_short_acronym_needs_capitals_even_in_a_question() -> None:
    assert found("a tip from a source", "en", cased=False) == []


@pytest.mark.parametrize(("text", "language", "expected"), [
    pytest.param("Border Management and Diaspora Engagement", "en", ["borders", "diaspora"], id="en"),
    pytest.param("Gestión de fronteras y participación de la diáspora", "es", ["borders", "diaspora"], id="es"),
    pytest.param("Gestion des frontières et mobilisation de la diaspora", "fr", ["borders", "diaspora"], id="fr"),
    pytest.param("Asylum; asylum procedures", "en", ["asylum"], id="each once"),
    pytest.param("Support to the Central American Integration System", "en", [], id="a body's name says nothing"),
    pytest.param("A workshop and a manual", "en", [], id="working themes are no topics"),
])
def test_topics_stand_in_order_of_first_mention(text: str, language: Language, expected: list[str]) -> None:
    assert topics_of(text, language) == expected


def test_a_product_is_made_and_handed_over() -> None:
    named = {str(concepts()[id].terms["en"][0]) for id in products()}
    assert {"manual", "action plan", "national integration plan"} <= named
    assert not {"workshop", "study visit", "border management"} & named


def test_the_glossary_is_large_and_complete() -> None:
    assert len(concepts()) >= 600
    assert [c.id for c in concepts().values() if not all(c.terms[code] for code in LANGUAGES)] == []
    assert {c.theme for c in concepts().values()} <= set(themes())


def test_every_theme_has_a_label_in_every_language() -> None:
    assert [t.id for t in themes().values() if not all(t.label[code] for code in LANGUAGES)] == []


def test_every_term_of_the_glossary_is_found_in_its_own_language() -> None:
    missed = [(c.id, term) for c in concepts().values() for code in LANGUAGES for term in c.terms[code] if not found(term, code)]
    assert missed == []
