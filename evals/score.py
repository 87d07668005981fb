"""Holds each outcome against its case."""

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.types import Answer
from evals import metrics
from evals.cases import Case
from evals.metrics import Share, Verdict
from evals.run import Outcome
from ingest.types import DocumentId


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """An outcome with every measure of it; None where a measure does not apply."""

    outcome: Outcome
    verdict: Verdict
    lacking: tuple[tuple[str, ...], ...] = ()
    said: tuple[str, ...] = ()
    action_right: bool | None = None
    language_right: bool | None = None
    markers_right: bool | None = None
    quotes: Share | None = None

    @property
    def case(self) -> Case:
        return self.outcome.case

    @property
    def answer(self) -> Answer | None:
        return self.outcome.answer

    @property
    def answered(self) -> bool | None:
        """Whether something was found; None after an error."""
        return self.answer.found if self.answer else None

    @property
    def quotes_right(self) -> bool | None:
        return self.quotes.part == self.quotes.whole if self.quotes else None

    @property
    def right(self) -> bool:
        """Right in content, and in the language of the question."""
        return self.verdict is Verdict.RIGHT and self.language_right is not False

    @property
    def missed(self) -> bool:
        """Whether anything at all is to be looked at."""
        return not self.right or self.markers_right is False or self.quotes_right is False


def score(outcome: Outcome, texts: Mapping[DocumentId, str]) -> Scored:
    """`texts`: every document of the library, against which quotes are held."""
    case, answer = outcome.case, outcome.answer
    if answer is None:
        return Scored(outcome=outcome, verdict=Verdict.FAILED)
    return Scored(
        outcome=outcome,
        verdict=metrics.verdict(case, answer),
        lacking=metrics.lacking(case, answer),
        said=metrics.said(case, answer),
        action_right=metrics.action_right(case, answer),
        language_right=metrics.language_right(case, answer),
        markers_right=metrics.markers_right(answer),
        quotes=metrics.quote_fidelity(answer, texts),
    )
