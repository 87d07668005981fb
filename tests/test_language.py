"""Which of the three languages a text is in, and whether it is in none of them."""

import pytest

from ingest.language import detect, function_words, is_foreign, scores
from ingest.types import LANGUAGES, Language


@pytest.mark.parametrize(("text", "language"), [
    pytest.param("The workshop was held with experts from two ministries.", "en", id="en prose"),
    pytest.param("El taller se celebró con expertos de dos ministerios.", "es", id="es prose"),
    pytest.param("L’atelier s’est tenu avec des experts de deux ministères.", "fr", id="fr prose"),
    pytest.param("when did it start", "en", id="en question"),
    pytest.param("cuando empezo y quien lo pidio", "es", id="es dropped accents"),
    pytest.param("ou et quand a-t-elle ete lancee", "fr", id="fr dropped accents"),
    pytest.param("consular staff training", "en", id="en keywords"),
    pytest.param("formación del personal consular", "es", id="es keywords"),
    pytest.param("formation du personnel consulaire", "fr", id="fr keywords"),
    pytest.param("¿Qué hace MIEUX en Panamá?", "es", id="es with the French word mieux"),
    pytest.param("What does MIEUX do in Panama?", "en", id="en with the French word mieux"),
])
def test_the_language_of_a_text_is_told(text: str, language: Language) -> None:
    assert detect(text) == language


def test_every_language_gets_a_score() -> None:
    assert set(scores("Ministry of Labour")) == set(LANGUAGES)


@pytest.mark.parametrize("text", [
    pytest.param("Wann hat die Schulung für die Grenzbeamten stattgefunden?", id="German"),
    pytest.param("Wanneer vond de opleiding voor grenswachters plaats?", id="Dutch"),
    pytest.param("Когда состоялся семинар по управлению границами?", id="Russian"),
    pytest.param("متى عقدت ورشة العمل حول إدارة الحدود؟", id="Arabic"),
])
def test_a_text_in_another_language_is_foreign(text: str) -> None:
    assert is_foreign(text)


@pytest.mark.parametrize("text", [
    pytest.param("Who trained the consular staff of Bolivia?", id="en"), pytest.param("¿Quién formó al personal consular?", id="es"),
    pytest.param("Qui a formé le personnel consulaire ?", id="fr"), pytest.param("MERCOSUR", id="one name"),
    pytest.param("Paraguay II", id="too short to tell"), pytest.param("", id="empty"), pytest.param("?!", id="no words"),
])
def test_our_languages_and_doubtful_texts_are_not_foreign(text: str) -> None:
    assert not is_foreign(text)


@pytest.mark.parametrize(("language", "word"), [
    pytest.param("en", "the", id="en"), pytest.param("es", "cuando", id="es"), pytest.param("fr", "ete", id="fr"),
])
def test_function_words_are_folded(language: Language, word: str) -> None:
    assert word in function_words(language)
