"""Passages are ranked by meaning and by words, across languages."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest

from assistant.answer import Assistant
from assistant.search import LateInteraction, Lexical, lexical_tokens
from ingest.embed import WordVectors
from ingest.types import LANGUAGES, Language
from ingest.words import words

EACH = [pytest.param(code, id=code) for code in LANGUAGES]
MEANINGS = {"frontier": (1.0, 0.0, 0.0), "border": (0.8, 0.6, 0.0), "visa": (0.0, 0.0, 1.0)}


class Meanings:
    """Words with the directions above; any other word has none."""

    dimensions = 3

    def encode(self, texts: Sequence[str]) -> list[WordVectors]:
        return [self._encode([w.folded for w in words(text)]) for text in texts]

    def _encode(self, spelled: Sequence[str]) -> WordVectors:
        vectors = np.array([MEANINGS.get(w, (0.0, 0.0, 0.0)) for w in spelled], dtype=np.float32).reshape(-1, 3)
        return WordVectors(tuple(spelled), vectors, np.ones(len(spelled), dtype=np.float32))


def late(*texts: str) -> LateInteraction:
    return LateInteraction(Meanings(), texts)  # type: ignore[arg-type]


def test_a_word_of_like_meaning_counts_less_than_the_word_itself_and_more_than_another() -> None:
    same, near, other = late("frontier", "border", "visa").scores("frontier", "en", [0, 1, 2])
    assert same == pytest.approx(1)
    assert same > near > other == 0


def test_the_best_match_counts_and_more_words_do_not_dilute_it() -> None:
    short, long = late("frontier", "frontier visa visa visa").scores("frontier", "en", [0, 1])
    assert short == pytest.approx(long)


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    rare, common = late("visa", "border", "border", "border").scores("visa border", "en", [0, 1])
    assert rare > common


@pytest.mark.parametrize(("question", "language"), [
    pytest.param("the frontier of", "en", id="en"),
    pytest.param("la frontier de", "es", id="es"),
    pytest.param("les frontier du", "fr", id="fr"),
])
def test_function_words_weigh_less_than_words_that_are_not_there(question: str, language: Language) -> None:
    corpus = late("frontier", "visa", "visa")
    [framed], [crowded] = (corpus.scores(text, language, [0]) for text in (question, "zzz frontier zzy"))
    assert framed > crowded


@pytest.mark.parametrize("question", [
    pytest.param("", id="empty"), pytest.param("?!", id="no words"), pytest.param("zzz", id="unknown word")])
def test_scores_lie_between_nought_and_one_whatever_is_asked(question: str) -> None:
    assert all(0 <= s <= 1 for s in late("frontier", "", "visa border").scores(question, "en", [0, 1, 2]))


@pytest.mark.parametrize(("text", "language"), [
    pytest.param("Training on border management", "en", id="en"),
    pytest.param("Formación en gestión de fronteras", "es", id="es"),
    pytest.param("Formation à la gestion des frontières", "fr", id="fr"),
])
def test_a_term_of_the_glossary_is_one_token_in_all_languages(text: str, language: Language) -> None:
    assert "concept:border-management" in lexical_tokens(text, language)


@pytest.mark.parametrize(("text", "language"), [
    pytest.param("What is the volcano?", "en", id="en"),
    pytest.param("¿Cuál es el volcán?", "es", id="es"),
    pytest.param("Quel est le volcan ?", "fr", id="fr"),
])
def test_function_words_are_no_tokens(text: str, language: Language) -> None:
    assert len(lexical_tokens(text, language)) == 1


TEXTS: list[tuple[str, Language]] = [
    ("The consular staff was trained.", "en"), ("Gestión de fronteras en Panamá.", "es"), ("La traite des êtres humains.", "fr")]


@pytest.mark.parametrize(("question", "language", "best"), [
    pytest.param("consular", "en", 0, id="en to en"), pytest.param("border management", "en", 1, id="en to es"),
    pytest.param("trata de seres humanos", "es", 2, id="es to fr"), pytest.param("gestion des frontières", "fr", 1, id="fr to es"),
])
def test_words_and_terms_find_their_text_in_any_language(question: str, language: Language, best: int) -> None:
    scores = Lexical(TEXTS).scores(question, language)
    assert int(scores.argmax()) == best and scores[best] > 0


def test_a_question_without_known_words_finds_nothing_by_words() -> None:
    assert not Lexical(TEXTS).scores("zzz", "en").any()


QUESTIONS = [
    pytest.param("manual for consular staff in Bolivia", "bolivia-2010", id="en"),
    pytest.param("unaccompanied minors", "mexico-2015", id="en topic"),
    pytest.param("manual para el personal consular de Bolivia", "bolivia-2010", id="es"),
    pytest.param("menores no acompañados", "mexico-2015", id="es topic"),
    pytest.param("manuel pour le personnel consulaire de Bolivie", "bolivia-2010", id="fr"),
    pytest.param("mineurs non accompagnés", "mexico-2015", id="fr topic"),
]


@pytest.mark.parametrize(("question", "action"), QUESTIONS)
def test_the_first_passage_is_of_the_action_asked_about(assistant: Assistant, question: str, action: str) -> None:
    assert assistant.search(question, 5)[0].passage.action == action


@pytest.mark.parametrize(("question", "action"), QUESTIONS)
def test_passages_of_every_language_are_found(assistant: Assistant, question: str, action: str) -> None:
    found = {hit.passage.language for hit in assistant.search(question, 30) if hit.passage.action == action}
    assert found == set(LANGUAGES)


@pytest.mark.parametrize("limit", [1, 3, 20])
def test_no_more_than_the_limit_come_best_first_and_none_twice(assistant: Assistant, limit: int) -> None:
    hits = assistant.search("training of officials", limit)
    assert len(hits) == limit
    assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)
    assert len({h.passage.id for h in hits}) == limit


def test_a_search_is_the_same_every_time_and_a_smaller_limit_is_its_head(assistant: Assistant) -> None:
    assert assistant.search("border management", 20)[:4] == assistant.search("border management", 4)


def test_passages_of_equal_score_keep_the_order_of_the_library(assistant: Assistant) -> None:
    at = {p.id: n for n, p in enumerate(assistant.library.passages)}
    hits = assistant.search("Paraguay", 20)
    assert [(a.passage.id, b.passage.id) for a, b in pairwise(hits) if a.score == b.score and at[a.passage.id] > at[b.passage.id]] == []
