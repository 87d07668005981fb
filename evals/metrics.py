"""What is measured, each measure defined where it is computed. Pure; None means 'not applicable' and is never counted as zero."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.types import Answer
from evals.cases import Case
from ingest.language import detect
from ingest.types import DocumentId
from ingest.words import fold, squash, words

_MARKER = re.compile(r"\[(\d+)\]")
_SPACED_MARKER = re.compile(r"\s*\[\d+\]")
_QUOTED = re.compile(r"“[^”]*”|«[^»]*»|\"[^\"]*\"")
_TYPOGRAPHY = str.maketrans({"’": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "-"})


class Verdict(StrEnum):
    RIGHT = "right"
    MISSING = "missing"  # there is an answer, and none was given
    WRONG = "wrong"
    FAILED = "failed"    # an error instead of an answer


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `whole`; `whole` is never zero."""

    part: int
    whole: int

    @property
    def value(self) -> float:
        return self.part / self.whole


def verdict(case: Case, answer: Answer | None) -> Verdict:
    """CRAG's three verdicts (Yang et al. 2024): a refusal is missing, never as bad as a wrong answer.

    Answerable: right when found, with every required group, no forbidden string and the right action first; missing when
    not found; otherwise wrong. Unanswerable: right when not found and nothing forbidden is said, otherwise wrong.
    No answer at all (an error) is failed.
    """
    if answer is None:
        return Verdict.FAILED
    if case.answerable and not answer.found:
        return Verdict.MISSING
    met = not lacking(case, answer) and not said(case, answer) and action_right(case, answer) is not False
    return Verdict.RIGHT if answer.found == case.answerable and met else Verdict.WRONG


def lacking(case: Case, answer: Answer) -> tuple[tuple[str, ...], ...]:
    """The required groups of which the answer says no alternative."""
    return tuple(group for group in case.required if not any(holds(answer.text, wanted) for wanted in group))


def said(case: Case, answer: Answer) -> tuple[str, ...]:
    """The forbidden strings that the answer says."""
    return tuple(text for text in case.forbidden if holds(answer.text, text))


def holds(text: str, wanted: str) -> bool:
    """Whether `text`, its citation markers left out, says `wanted`: case, accents, white space, curly quotes and dashes aside.

    `wanted` starts where a word starts (`dos` is not in `acuerdos`) but may end inside one (`Argentin` is in `Argentinian`),
    unless it ends in a figure (`30` is neither in `2030` nor in `300`).
    """
    needle = _comparable(wanted)
    before = r"(?<![^\W_])" if needle[:1].isalnum() else ""
    after = r"(?!\d)" if needle[-1:].isdigit() else ""
    return bool(needle) and re.search(before + re.escape(needle) + after, _comparable(without_markers(text))) is not None


def action_right(case: Case, answer: Answer) -> bool | None:
    """Whether the answer is about the right action: the first it names and the first it cites are the one expected.

    Where several are expected (a list, a count over actions) it names exactly these, in any order, and cites one of them first.
    None where no action is expected or nothing was found.
    """
    if not case.actions or not answer.found:
        return None
    named = set(answer.actions) == set(case.actions) if len(case.actions) > 1 else answer.actions[:1] == case.actions
    return named and bool(answer.citations) and answer.citations[0].action in case.actions


def language_right(case: Case, answer: Answer) -> bool | None:
    """Whether the answer's own words, markers and quoted text left out, are in the language of the question.

    Judged by the words, not by what the answer says of itself. None where no word of its own is left.
    """
    own = _QUOTED.sub(" ", without_markers(answer.text))
    return detect(own) == case.language if words(own) else None


def quote_fidelity(answer: Answer, texts: Mapping[DocumentId, str]) -> Share | None:
    """How many quotes, of originals and of the reader's editions, stand verbatim at their offsets in the document they cite.

    Verbatim up to Unicode NFC and runs of white space. An empty quote or an unknown document is unfaithful.
    None where nothing is quoted.
    """
    quotes = [(c.document, c.start, c.end, c.quote) for c in answer.citations]
    quotes += [(c.edition.document, c.edition.start, c.edition.end, c.edition.quote) for c in answer.citations if c.edition]
    return share(_verbatim(texts.get(document, ""), start, end, quote) for document, start, end, quote in quotes)


def markers_right(answer: Answer) -> bool | None:
    """Whether each marker in the text has one citation and each citation a marker; something found without a citation has not.

    None where nothing was found and nothing is cited.
    """
    cited = sorted(c.marker for c in answer.citations)
    marked = sorted({int(m[1]) for m in _MARKER.finditer(answer.text)})
    return cited == marked and bool(cited) if answer.found or cited or marked else None


def crag_score(verdicts: Sequence[Verdict]) -> float | None:
    """Mean of right +1, missing 0, wrong -1 (CRAG, Yang et al. 2024); from -1 to 1. An error counts as missing, as it does there.

    None where there are no cases.
    """
    return (verdicts.count(Verdict.RIGHT) - verdicts.count(Verdict.WRONG)) / len(verdicts) if verdicts else None


def share(values: Iterable[bool | None]) -> Share | None:
    """How many of the applicable values are true. None where none is applicable."""
    applicable = [value for value in values if value is not None]
    return Share(sum(applicable), len(applicable)) if applicable else None


def wilson(of: Share, z: float = 1.959964) -> tuple[float, float]:
    """Score interval for a proportion (Wilson 1927), 95 % unless `z` says otherwise; within 0 and 1, never of width zero."""
    n, p = of.whole, of.value
    centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    reach = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return max(0.0, centre - reach), min(1.0, centre + reach)


def percentile(values: Iterable[float], percent: float) -> float | None:
    """The smallest value that at least `percent` % of the values do not exceed (nearest rank). None where there are none."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(percent / 100 * len(ordered)) - 1)] if ordered else None


def without_markers(text: str) -> str:
    return _SPACED_MARKER.sub("", text)


def _comparable(text: str) -> str:
    return fold(squash(text).translate(_TYPOGRAPHY))


def _verbatim(text: str, start: int, end: int, quote: str) -> bool:
    return 0 <= start < end <= len(text) and bool(squash(quote)) and squash(quote) == squash(text[start:end])
