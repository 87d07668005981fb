"""The bundled model: sentence vectors, word vectors, and what happens without it."""

from pathlib import Path

import numpy as np
import pytest

from ingest.embed import BUNDLED, load_encoder, load_words, unit_rows, verbs
from ingest.errors import ModelError
from ingest.transformer import load as load_transformer
from ingest.types import LANGUAGES, Language


def similarity(one: str, other: str) -> float:
    first, second = load_encoder().encode([one, other])
    return float(first @ second)


def test_a_text_becomes_a_row_of_length_one() -> None:
    vectors = load_encoder().encode(["Border management", "Gestión de fronteras", "Gestion des frontières"])
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


@pytest.mark.parametrize("texts", [pytest.param(["…"], id="no word"), pytest.param([""], id="empty"), pytest.param([], id="no text")])
def test_a_text_without_words_is_a_zero_row(texts: list[str]) -> None:
    vectors = load_encoder().encode(texts)
    assert vectors.shape == (len(texts), load_encoder().encode(["word"]).shape[1])
    assert not vectors.any()


def test_sentence_transformers_loads_the_bundled_model_and_makes_the_same_vectors() -> None:
    texts = ["Border management in Panamá", "mission d’évaluation à La Paz, 2011", "zxqv niño œuvre"]
    theirs = load_transformer(str(BUNDLED), "").encode(texts)
    assert np.allclose(load_encoder().encode(texts), theirs, atol=1e-6)


def test_the_same_text_has_the_same_vector_whatever_stands_beside_it() -> None:
    alone, beside = load_encoder().encode(["consular staff"])[0], load_encoder().encode(["a much longer text", "consular staff"])[1]
    assert np.allclose(alone, beside, atol=1e-6)


@pytest.mark.parametrize(("one", "same", "other"), [
    pytest.param("training of consular staff", "formación del personal consular", "trata de seres humanos", id="en-es"),
    pytest.param("training of consular staff", "formation du personnel consulaire", "traite des êtres humains", id="en-fr"),
    pytest.param("gestión de fronteras", "gestion des frontières", "soutien à la diaspora", id="es-fr"),
])
def test_a_translation_is_nearer_than_another_subject(one: str, same: str, other: str) -> None:
    assert similarity(one, same) > similarity(one, other) + 0.2


@pytest.mark.parametrize(("plain", "accented"), [
    pytest.param("migracion", "migración", id="es"), pytest.param("frontiere", "frontière", id="fr"),
    pytest.param("BORDER", "border", id="capitals"),
])
def test_accents_and_capitals_do_not_matter(plain: str, accented: str) -> None:
    assert similarity(plain, accented) == pytest.approx(1, abs=1e-5)


def test_the_words_of_a_text_are_encoded_one_by_one() -> None:
    [found] = load_words().encode(["The fact-finding mission, in Perú"])
    assert found.words == ("the", "fact", "finding", "mission", "in", "peru")
    assert found.vectors.shape == (6, load_words().dimensions)
    assert found.rarity.shape == (6,)


@pytest.mark.parametrize(("common", "rare"), [
    pytest.param("the", "readmission", id="en"), pytest.param("de", "consular", id="es"), pytest.param("les", "frontière", id="fr"),
])
def test_a_rare_word_weighs_more(common: str, rare: str) -> None:
    [found] = load_words().encode([f"{common} {rare}"])
    assert found.rarity[0] < found.rarity[1]


def test_a_text_without_words_has_none() -> None:
    assert [w.words for w in load_words().encode(["", "…"])] == [(), ()]


@pytest.mark.parametrize(("word", "known"), [
    pytest.param("frontera", True, id="es"), pytest.param("frontiere", True, id="fr"), pytest.param("border", True, id="en"),
    pytest.param("bordre", False, id="misspelt"), pytest.param("xqzt", False, id="no word"),
])
def test_real_words_are_told_from_misspelt_ones(word: str, known: bool) -> None:
    assert load_words().known(word) is known


@pytest.mark.parametrize(("language", "verb", "noun"), [
    pytest.param("en", "strengthen", "workshop", id="en"), pytest.param("es", "fortalecer", "taller", id="es"),
    pytest.param("fr", "renforcer", "atelier", id="fr"),
])
def test_verbs_are_listed_apart_from_nouns(language: Language, verb: str, noun: str) -> None:
    assert verb in verbs(language)
    assert noun not in verbs(language)


def test_every_language_has_verbs() -> None:
    assert all(len(verbs(language)) > 100 for language in LANGUAGES)


def test_the_fingerprint_is_that_of_the_files_and_a_model_is_loaded_once() -> None:
    assert load_encoder() is load_encoder()
    assert len(load_encoder().fingerprint) == 64
    assert load_encoder().name == str(BUNDLED)


def test_a_missing_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="MIEUX_EMBEDDING_MODEL"):
        load_encoder(str(tmp_path / "none"))


def test_a_folder_that_holds_no_model_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "modules.json").write_text("not json", encoding="utf-8")
    with pytest.raises(ModelError, match="cannot be loaded"):
        load_encoder(str(tmp_path))


def test_rows_of_length_one_and_zero_rows_stay_zero() -> None:
    assert unit_rows(np.array([[3, 4], [0, 0]], dtype=np.float32)).tolist() == [[pytest.approx(0.6), pytest.approx(0.8)], [0, 0]]
