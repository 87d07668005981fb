"""One question put to the assistant, step by step, without a word about how it is shown."""

import logging
from collections.abc import Iterator, Sequence
from typing import Protocol

from assistant.types import Answer, Turn
from ingest.errors import BadInput
from ingest.types import Language, Library
from ui.render import Exchange
from ui.words import words

_LOG = logging.getLogger(__name__)

Exchanges = tuple[Exchange, ...]


class Asker(Protocol):
    """What the page needs of an assistant."""

    @property
    def library(self) -> Library: ...
    def stream(self, question: str, *, history: Sequence[Turn] = (), language: Language | None = None) -> Iterator[Answer]: ...


def converse(asker: Asker, question: str, before: Exchanges, language: Language) -> Iterator[Exchanges]:
    """The conversation with one more exchange, again and again as its answer grows.

    `language` is the page's. A question that cannot be answered, or a fault of ours, ends in a notice, never in an exception.
    """
    yield (*before, Exchange(question))
    try:
        for answer in asker.stream(question, history=history(before), language=language):
            yield (*before, Exchange(question, answer))
    except BadInput as error:
        yield (*before, Exchange(question, notice=str(error)))
    except Exception:  # the outermost edge
        _LOG.exception("The question could not be answered")
        yield (*before, Exchange(question, notice=words(language).trouble))


def history(exchanges: Exchanges) -> tuple[Turn, ...]:
    """What the assistant is told of the conversation so far: the exchanges that were answered."""
    return tuple(Turn(e.question, e.answer.language, e.answer.actions) for e in exchanges if e.answer)
