"""The dates of a question as limits: `in 2010`, `after 2014`, `since March 2013`."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.phrases import Phrasebook
from assistant.types import Constraints
from assistant.wording import FIRST_YEAR, LAST_YEAR
from ingest.dates import DateMention
from ingest.types import PartialDate, Period
from ingest.words import words


def dated(constraints: Constraints, dates: Sequence[Period], cues: set[str]) -> Constraints:
    """The date of a question limits the start, the end, or anything in the action."""
    if not dates:
        return constraints
    period = Period(min((d.start for d in dates), key=_iso), max((d.end for d in dates), key=_iso)) if len(dates) > 1 else dates[0]
    if "start" in cues and "end" not in cues:
        return replace(constraints, started=period)
    if cues & {"end", "finished"} and "start" not in cues:
        return replace(constraints, ended=period)
    return replace(constraints, within=period)


def _iso(when: PartialDate) -> str:
    return when.iso


def bounded(mention: DateMention, text: str, book: Phrasebook) -> Period:
    """`after 2014`, `since March 2013`, `before 2012`: a period without an end or without a beginning."""
    before = {w.folded for w in words(text[: mention.start])[-2:]}
    start, end = mention.period.start, mention.period.end
    if before & set(book.words["after"].split()):
        return Period(_next(end), PartialDate(LAST_YEAR))
    if before & set(book.words["since"].split()):
        return mention.period if start != end else Period(start, PartialDate(LAST_YEAR))
    if before & set(book.words["before"].split()):
        return Period(PartialDate(FIRST_YEAR), _previous(start))
    return mention.period


def _next(when: PartialDate) -> PartialDate:
    """The year, month or day after; a day's month is not rolled over, for no report dates things so."""
    if not when.month:
        return PartialDate(when.year + 1)
    return (
        PartialDate(when.year + when.month // 12, when.month % 12 + 1) if not when.day else PartialDate(when.year, when.month, when.day + 1)
    )


def _previous(when: PartialDate) -> PartialDate:
    if not when.month:
        return PartialDate(when.year - 1)
    if when.day and when.day > 1:
        return PartialDate(when.year, when.month, when.day - 1)
    return PartialDate(when.year - (when.month == 1), (when.month - 2) % 12 + 1)
