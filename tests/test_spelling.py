"""Typing slips are put right, and what is a word already is left alone."""

import pytest

from assistant.phrases import phrasebook
from assistant.spelling import Spelling, vocabulary
from ingest.embed import load_words
from ingest.types import LANGUAGES, Language, Library

WORDS = {
    "en": frozenset({"trafficking", "experts", "bolivia", "border", "management"}),
    "es": frozenset({"formacion", "expertos", "bolivia", "frontera"}),
    "fr": frozenset({"formation", "experts", "bolivie", "frontiere"}),
}


@pytest.fixture(scope="module")
def small() -> Spelling:
    """Knows no word but a few of its own."""
    return Spelling(lambda word: word in {"worder", "order", "formal"}, {code: WORDS[code] for code in LANGUAGES})


@pytest.fixture(scope="module")
def spelling(library: Library) -> Spelling:
    return Spelling(load_words().known, {
        code: vocabulary(p.text for p in library.passages if p.language == code) | phrasebook(code).spelled for code in LANGUAGES})


@pytest.mark.parametrize(("typed", "right", "language"), [
    pytest.param("trafficing", "trafficking", "en", id="en letter left out"),
    pytest.param("exxperts", "experts", "en", id="en letter doubled"),
    pytest.param("bodrer", "border", "en", id="en letters swapped"),
    pytest.param("Bolvia", "Bolivia", "en", id="en capital kept"),
    pytest.param("mangaemetn", "mangaemetn", "en", id="en two slips in a short word"),
    pytest.param("formcion", "formacion", "es", id="es"),
    pytest.param("fromación", "formacion", "es", id="es with accent"),
    pytest.param("frontere", "frontiere", "fr", id="fr"),
    pytest.param("formattion", "formation", "fr", id="fr letter doubled"),
])
def test_a_slip_becomes_the_nearest_word(small: Spelling, typed: str, right: str, language: Language) -> None:
    assert small.correct(typed, language) == right


@pytest.mark.parametrize(("typed", "right"), [
    pytest.param("traficcking", "trafficking", id="eleven letters, two slips"),
    pytest.param("trafickng", "trafickng", id="nine letters, two slips"),
])
def test_a_long_word_is_forgiven_two_slips(small: Spelling, typed: str, right: str) -> None:
    assert small.correct(typed, "en") == right


@pytest.mark.parametrize(("typed", "language"), [
    pytest.param("border", "en", id="en in the library"), pytest.param("order", "en", id="en a word though not in the library"),
    pytest.param("formación", "es", id="es accent"), pytest.param("formal", "es", id="es known"),
    pytest.param("frontière", "fr", id="fr accent"), pytest.param("Kubernetes", "en", id="near nothing"),
    pytest.param("bor", "en", id="too short"), pytest.param("2011", "en", id="number"),
])
def test_what_is_right_or_near_nothing_stays_as_typed(small: Spelling, typed: str, language: Language) -> None:
    assert small.correct(typed, language) == typed


def test_the_rest_of_the_text_is_untouched(small: Spelling) -> None:
    assert small.correct("  exprts,\tin <Bolvia>? {0} [1]\n", "en") == "  experts,\tin <Bolivia>? {0} [1]\n"


def test_a_word_is_put_right_in_the_language_of_the_question_only(small: Spelling) -> None:
    assert small.correct("formacon", "es") == "formacion"
    assert small.correct("formacon", "en") == "formacon"


@pytest.mark.parametrize("language", [pytest.param(code, id=code) for code in LANGUAGES])
def test_the_words_of_the_library_itself_are_never_changed(spelling: Spelling, library: Library, language: Language) -> None:
    changed = [p.id for p in library.passages if p.language == language and spelling.correct(p.text, language) != p.text]
    assert changed == []


@pytest.mark.parametrize(("question", "language"), [
    pytest.param("What did you achieve with the money you were given last year?", "en", id="en"),
    pytest.param("¿Qué lograron ustedes con el dinero que recibieron el año pasado?", "es", id="es"),
    pytest.param("Qu’avez-vous obtenu avec l’argent que vous avez reçu l’an dernier ?", "fr", id="fr"),
])
def test_everyday_words_that_no_report_uses_are_left_alone(spelling: Spelling, question: str, language: Language) -> None:
    assert spelling.correct(question, language) == question


@pytest.mark.parametrize(("typed", "right", "language"), [
    pytest.param("human traficking in Paragauy", "human trafficking in Paraguay", "en", id="en"),
    pytest.param("trata de personas en Bolvia", "trata de personas en Bolivia", "es", id="es"),
    pytest.param("securité des docuemnts", "securité des documents", "fr", id="fr"),
])
def test_slips_in_a_real_question_are_put_right(spelling: Spelling, typed: str, right: str, language: Language) -> None:
    assert spelling.correct(typed, language) == right


def test_a_vocabulary_holds_folded_words_of_four_letters_and_more() -> None:
    assert vocabulary(["La formación, de 2011", "Œuvre"]) == {"formacion", "oeuvre"}
