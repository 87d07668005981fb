"""What a visitor is told while a question is answered, and when it cannot be."""

from collections.abc import Iterator, Sequence

import pytest

from assistant.types import Answer, Turn
from ingest.errors import BadInput
from ingest.types import ActionId, Language, Library
from ui.conversation import converse, history
from ui.render import Exchange
from ui.words import words

_PERU = ActionId("peru-2013")


class Scripted:
    """An assistant that says what it was given, and remembers what it was told."""

    library = Library((), (), ())

    def __init__(self, *said: Answer | Exception) -> None:
        self.said = said
        self.told: list[tuple[str, tuple[Turn, ...], Language | None]] = []

    def stream(self, question: str, *, history: Sequence[Turn] = (), language: Language | None = None) -> Iterator[Answer]:
        self.told.append((question, tuple(history), language))
        for one in self.said:
            if isinstance(one, Exception):
                raise one
            yield one


def test_the_question_is_shown_at_once_and_the_answer_grows() -> None:
    half, whole = Answer("In March", "en", True), Answer("In March 2015.", "en", True)
    shown = list(converse(Scripted(half, whole), "When?", (), "en"))
    assert shown == [(Exchange("When?"),), (Exchange("When?", half),), (Exchange("When?", whole),)]


def test_the_assistant_is_told_what_was_answered_before_and_the_language_of_the_page() -> None:
    before = (Exchange("Peru?", Answer("Yes.", "es", True, (_PERU,))), Exchange("", notice="Type a question."))
    asker = Scripted(Answer("2013.", "es", True))
    list(converse(asker, "¿Cuándo?", before, "fr"))
    assert asker.told == [("¿Cuándo?", (Turn("Peru?", "es", (_PERU,)),), "fr")]


def test_bad_input_is_answered_in_the_conversation_and_left_out_of_the_history() -> None:
    *_, last = converse(Scripted(BadInput("Escriba una pregunta.")), " ", (), "es")
    assert last == (Exchange(" ", notice="Escriba una pregunta."),)
    assert history(last) == ()


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_a_fault_of_ours_is_logged_and_shown_without_its_detail(language: Language, caplog: pytest.LogCaptureFixture) -> None:
    *_, last = converse(Scripted(Answer("Half", language, True), RuntimeError("secret path")), "When?", (), language)
    assert last == (Exchange("When?", notice=words(language).trouble),)
    assert "secret path" in caplog.text
