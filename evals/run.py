"""Puts the cases to an assistant, or to any rival with the same shape, and keeps what came back."""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Protocol

from assistant.types import Answer, Turn
from evals.cases import Case
from ingest.types import Language

_LOG = logging.getLogger(__name__)


class Ask(Protocol):
    """A question and the conversation before it -> an answer; `Assistant.ask` is one."""

    def __call__(self, question: str, *, history: Sequence[Turn], language: Language | None) -> Answer: ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a case brought: an answer or an error, never both."""

    case: Case
    answer: Answer | None
    seconds: float  # for the last turn alone, or until the error
    error: str = ""


def run(ask: Ask, cases: Iterable[Case], *, clock: Callable[[], float] = perf_counter) -> list[Outcome]:
    """One outcome a case, in order. An exception is the outcome of its case and is logged; the others still run.

    No language is chosen beforehand, so that the words of the question, or the conversation, must tell.
    """
    return [_outcome(ask, case, clock) for case in cases]


def _outcome(ask: Ask, case: Case, clock: Callable[[], float]) -> Outcome:
    history: tuple[Turn, ...] = ()
    started = clock()
    try:
        for question in case.turns[:-1]:
            answer = ask(question, history=history, language=None)
            history += (Turn(question, answer.language, answer.actions),)
        started = clock()
        answer = ask(case.question, history=history, language=None)
    except Exception as error:
        seconds = clock() - started
        _LOG.warning("Case %s failed.", case.id, exc_info=True)
        return Outcome(case, None, seconds, f"{type(error).__name__}: {error}")
    return Outcome(case, answer, clock() - started)
