"""Folding, stems, minimal singulars and the longest known phrases."""

import pytest

from ingest.types import Language
from ingest.words import Phrases, fold, singular, squash, stem, words


@pytest.mark.parametrize(("written", "folded"), [
    pytest.param("Perú", "peru", id="accent"),
    pytest.param("PERU", "peru", id="capitals"),
    pytest.param("Œuvre", "oeuvre", id="ligature"),
    pytest.param("Straße", "strasse", id="sharp s"),
    pytest.param("Nin\u0303os", "ninos", id="decomposed"),
    pytest.param("ﬁnal", "final", id="compatibility form"),
])
def test_spellings_of_one_word_fold_to_the_same_letters(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(("text", "expected"), [
    pytest.param("a fact-finding mission", ["a", "fact", "finding", "mission"], id="en hyphen"),
    pytest.param("¿Cuándo empezó?", ["Cuándo", "empezó"], id="es marks"),
    pytest.param("l’aide d'urgence", ["l", "aide", "d", "urgence"], id="fr elision"),
    pytest.param("one\u00a0two_three", ["one", "two", "three"], id="no-break space and underscore"),
])
def test_words_are_parted_and_their_offsets_are_true(text: str, expected: list[str]) -> None:
    found = words(text)
    assert [w.text for w in found] == expected
    assert all(text[w.start:w.end] == w.text and w.folded == fold(w.text) for w in found)


@pytest.mark.parametrize(("one", "other", "language"), [
    pytest.param("training", "trainings", "en", id="en"),
    pytest.param("formadores", "formador", "es", id="es"),
    pytest.param("formations", "formation", "fr", id="fr"),
])
def test_inflected_words_share_a_stem(one: str, other: str, language: Language) -> None:
    assert stem(one, language) == stem(other, language)


def test_numbers_and_short_words_are_their_own_stem() -> None:
    assert [stem(word, "en") for word in ("2014", "eu", "ibm")] == ["2014", "eu", "ibm"]


@pytest.mark.parametrize(("one", "other", "language"), [
    pytest.param("policies", "policy", "en", id="en -ies"),
    pytest.param("missions", "mission", "en", id="en -s"),
    pytest.param("migrantes", "migrante", "es", id="es -s"),
    pytest.param("consulares", "consular", "es", id="es -es"),
    pytest.param("tribunaux", "tribunal", "fr", id="fr -aux"),
    pytest.param("nationales", "national", "fr", id="fr gender and number"),
])
def test_number_and_gender_do_not_part_two_forms(one: str, other: str, language: Language) -> None:
    assert singular(one, language) == singular(other, language)


@pytest.mark.parametrize(("one", "other", "language"), [
    pytest.param("migration", "migrate", "en", id="en"),
    pytest.param("integracion", "integrar", "es", id="es"),
    pytest.param("integration", "integrer", "fr", id="fr"),
])
def test_a_noun_and_its_verb_stay_apart(one: str, other: str, language: Language) -> None:
    assert singular(one, language) != singular(other, language)


def test_squashing_leaves_plain_single_spaces_and_composed_letters() -> None:
    assert squash(" Pe\u0301ru:\u00a0 deux\n\n lignes ") == "Péru: deux lignes"


PHRASES = Phrases([("border", "short"), ("border management", "long"), ("integrated border management", "longest"), ("border", "later")])


@pytest.mark.parametrize(("text", "expected"), [
    pytest.param("Integrated border management", ["longest"], id="longest wins"),
    pytest.param("border, border management", ["short", "long"], id="left to right"),
    pytest.param("border border border management", ["short", "short", "long"], id="no overlap"),
    pytest.param("management of the frontier", [], id="nothing"),
    pytest.param("", [], id="empty"),
])
def test_phrases_finds_the_longest_match_and_the_first_entry_of_a_phrase(text: str, expected: list[str]) -> None:
    assert [m.value for m in PHRASES.find(words(text))] == expected


def test_a_match_knows_its_words_and_characters() -> None:
    text = "An Integrated Border\u00a0Management workshop"
    [match] = PHRASES.find(words(text))
    assert (match.first, match.last, text[match.start:match.end]) == (1, 4, "Integrated Border\u00a0Management")


def test_a_phrase_that_is_turned_down_gives_way_to_a_shorter_one() -> None:
    found = PHRASES.find(words("border management"), lambda _words, value: value != "long")
    assert [m.value for m in found] == ["short"]


def test_the_key_decides_what_is_compared() -> None:
    plural = Phrases([("labour migrations", 1)], key=lambda w: singular(w, "en"))
    assert "Labour migration" in plural
    assert "labour migrant" not in plural
