"""Dates and durations as people write them in English, Spanish and French.

Month names come from CLDR through Babel. A date needs a year: `16 April to 3 May 2012` has one,
`in April` has none and is not a date.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from babel import Locale

from ingest.markers import markers
from ingest.types import LANGUAGES, Duration, PartialDate, Period
from ingest.words import fold

_JOIN = r"\s*(?:-|–|—|\bto\b|\bau\b|\bà\b|\bal\b|\ba\b|\buntil\b|\bhasta\b)\s*(?:(?:the|el|le)\s+)?"
_AND = r"(?:\s*[&/]\s*|\s*,?\s*\b(?:and|or|y|e|et|ou|o)\b\s*)(?:(?:on|from|the|el|le|del|du)\s+)*"
_LIST = r"\s*(?:,|&|/|\band\b|\bor\b|\by\b|\be\b|\bet\b|\bou\b|\bo\b)\s*(?:(?:in|en|de|d['’])\s*)?"
_ORDINAL = r"(?:\.?[º°]|\.?er|st|nd|rd|th|re|\.)?"
_OF = r"(?:\s+of\s+|\s+del?\s+|\s*,\s*|\s+)"
_DAYS = re.compile(rf"(?P<first>\d{{1,2}}){_ORDINAL}(?:{_JOIN}(?P<last>\d{{1,2}}){_ORDINAL})?", re.IGNORECASE)
_NEAR = 40  # characters beside a number that tell whether it is an amount
_BETWEEN = re.compile(r"\b(?:between|entre)\s+(?:(?:the|el|le)\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a text; `period` spans a range such as `10-14 May 2010`."""

    start: int
    end: int
    period: Period


@cache
def month_numbers() -> dict[str, int]:
    """Folded month names and abbreviations of the three languages -> 1..12 (CLDR)."""
    return {
        fold(name.rstrip(".")): number
        for language in LANGUAGES
        for context in ("format", "stand-alone")
        for width in ("abbreviated", "wide")
        for number, name in Locale(language).months[context][width].items()
    } | {"sept": 9, "set": 9, "setiembre": 9}


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    names = {name for language in LANGUAGES for width in ("abbreviated", "wide")
             for name in (n.rstrip(".") for n in Locale(language).months["format"][width].values())}
    names |= {fold(n) for n in names} | {"sept", "setiembre"}
    month = rf"(?:{'|'.join(sorted(names, key=lambda n: (-len(n), n)))})\.?(?![a-zà-ÿ])"
    day = rf"\d{{1,2}}{_ORDINAL}"
    days = rf"{day}(?:{_JOIN}{day})?"
    year = r"(?:19|20)\d{2}"
    spelled = re.compile(
        rf"(?:(?<!\d)(?:(?P<days>{days}(?:(?:\s*,\s*{days})*{_AND}{days})?)|(?P<glued>\d{{3,4}}))(?:\s+of|\s+de)?\s*)?"
        rf"(?<![a-zà-ÿ])(?P<month>{month})"
        rf"(?:(?P<span>{_JOIN})(?:(?P<end_day>{day})(?:\s+of|\s+de)?\s*)?(?P<end_month>{month})"
        rf"|(?P<more>(?:{_LIST}{month})+))?"
        rf"{_OF}(?:(?P<us_day>\d{{1,2}})(?:st|nd|rd|th)?,\s*)?(?P<year>{year})(?!\d)",
        re.IGNORECASE,
    )
    numeric = re.compile(
        rf"(?<![\d/.-])(?:(?P<iso>{year}-\d{{2}}(?:-\d{{2}})?)|(?:(?P<d>\d{{1,2}})[/.])?(?P<m>\d{{1,2}})[/.](?P<y>{year}))(?![\d/-])")
    bare = re.compile(rf"(?<![\w/.-])(?P<year>{year})(?:\s*[-–—/]\s*(?P<to>{year}))?(?![\w/])")
    return spelled, numeric, bare


def split_glued_days(digits: str) -> tuple[int, int] | None:
    """`1014` -> (10, 14): a day range that lost its dash. None where no cut gives two rising days."""
    cuts = ((digits[:at], digits[at:]) for at in range(1, len(digits)))
    pairs = ((int(a), int(b)) for a, b in cuts if not (a.startswith("0") or b.startswith("0")))
    return next(((a, b) for a, b in pairs if a < b <= 31), None)


def find_dates(text: str) -> list[DateMention]:
    """Every date of `text`, in order. `September and December 2011` is two dates, `March-June 2012` one range.

    A number that counts (`over 2000 officials`) is no year.
    """
    spelled, numeric, bare = _patterns()
    found: list[DateMention] = []
    for pattern, read in ((spelled, _spelled), (numeric, _numeric), (bare, _bare)):
        for match in pattern.finditer(text):
            if not any(match.start() < f.end and f.start < match.end() for f in found):
                found.extend(read(match))
    return _joined(text, sorted(found, key=lambda mention: (mention.start, mention.end)))


def _joined(text: str, mentions: list[DateMention]) -> list[DateMention]:
    """`10 May 2010 to 14 June 2011` is one range."""
    joined: list[DateMention] = []
    for mention in mentions:
        before = joined[-1] if joined else None
        if before and _rising(before, mention) and re.fullmatch(_JOIN, text[before.end:mention.start], re.IGNORECASE):
            joined[-1] = _range(before, mention)
        else:
            joined.append(mention)
    return joined


def _rising(one: DateMention, other: DateMention) -> bool:
    """Two single dates, the earlier first."""
    single = one.period.start == one.period.end and other.period.start == other.period.end
    return single and one.period.iso < other.period.iso


def _range(first: DateMention, last: DateMention) -> DateMention:
    return DateMention(first.start, last.end, Period(first.period.start, last.period.end))


def _spelled(match: re.Match[str]) -> list[DateMention]:
    if match["end_month"]:
        return [_over_months(match)]
    mentions = [*_in_month(match), *_in_more_months(match)]
    if len(mentions) == 2 and _rising(*mentions) and _BETWEEN.search(match.string, 0, match.start()):
        return [_range(*mentions)]
    return mentions


def _over_months(match: re.Match[str]) -> DateMention:
    """`29 June to 4 July 2014`; `November-February 2015` begins in the year before."""
    days = _DAYS.match(match["days"] or "")
    start = PartialDate(int(match["year"]), _month(match["month"]), _day(days["first"]) if days else None)
    end = PartialDate(start.year, _month(match["end_month"]), _day(match["end_day"]))
    years_apart = 1 if (start.month or 0) > (end.month or 0) else 0
    return DateMention(match.start(), match.end(), Period(replace(start, year=start.year - years_apart), end))


def _in_month(match: re.Match[str]) -> Iterator[DateMention]:
    """The first month of a match, or every day and range of days in it."""
    month = PartialDate(int(match["year"]), _month(match["month"]))
    stop = match.start("more") if match["more"] else match.end()
    if not match["days"]:
        glued = split_glued_days(match["glued"]) if match["glued"] else None
        first, last = glued or (_day(match["us_day"]), None)
        start = replace(month, day=first)
        begins = match.start() if glued or not match["glued"] else match.start("month")
        yield DateMention(begins, stop, Period(start, replace(month, day=last) if last else start))
        return
    items = list(_DAYS.finditer(match["days"]))
    for item in items:
        start = replace(month, day=_day(item["first"]))
        end = replace(month, day=_day(item["last"])) if item["last"] else start
        ends = stop if item is items[-1] else match.start("days") + item.end()
        yield DateMention(match.start("days") + item.start(), ends, Period(start, end))


def _in_more_months(match: re.Match[str]) -> Iterator[DateMention]:
    for name in re.finditer(r"[^\W\d_]{3,}", match["more"] or ""):
        if fold(name[0]) in month_numbers():
            date = PartialDate(int(match["year"]), _month(name[0]))
            yield DateMention(match.start("more") + name.start(), match.end(), Period(date, date))


def _numeric(match: re.Match[str]) -> Iterator[DateMention]:
    if match["iso"]:
        parts = [int(p) for p in match["iso"].split("-")]
    else:
        parts = [int(match["y"]), int(match["m"])] + ([int(match["d"])] if match["d"] else [])
    if 1 <= parts[1] <= 12 and (len(parts) < 3 or 1 <= parts[2] <= 31):
        date = PartialDate(*parts)
        yield DateMention(match.start(), match.end(), Period(date, date))


def _bare(match: re.Match[str]) -> Iterator[DateMention]:
    if not match["to"] and _counts(match.string, match.start(), match.end()):
        return
    start = PartialDate(int(match["year"]))
    end = PartialDate(int(match["to"])) if match["to"] else start
    yield DateMention(match.start(), match.end(), Period(start, end))


def _counts(text: str, start: int, end: int) -> bool:
    """`over 2000`, `2000 officers`: an amount; but `in 2013 officers met` speaks of a year."""
    before, after = fold(text[max(0, start - _NEAR):start]), fold(text[end:end + _NEAR])
    known = markers()
    return bool(known.more_than.search(before)) or bool(known.counted.match(after) and not known.in_year.search(before))


def _month(name: str) -> int:
    return month_numbers()[fold(name.rstrip("."))]


def _day(digits: str | None) -> int | None:
    day = int(re.sub(r"\D", "", digits)) if digits else 0
    return day if 1 <= day <= 31 else None


def parse_duration(text: str) -> Duration:
    """`November 2011March 2014`, `depuis avril 2013`, `1014 May 2010`: start, end, and whether it still runs.

    An end that the text does not give is None; a text without a date gives no start either.
    """
    mentions = find_dates(text)
    ongoing = markers().ongoing.search(fold(text)) is not None
    if not mentions:
        return Duration(None, None, ongoing)
    start = mentions[0].period.start
    end = None if ongoing else mentions[-1].period.end
    if len(mentions) == 1 and end == start:
        end = None if markers().since.search(fold(text)) else start
    return Duration(start, end, ongoing)
