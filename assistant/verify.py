"""Holds every claim against what it cites; what is not supported is not shown.

Quotes must stand verbatim in their documents; numbers, dates and countries of a claim in a source it cites,
in a translation by the same tables, or among the figures that we computed.
"""

import re
from collections.abc import Iterable, Mapping

from assistant.types import Claim, Draft, Source
from ingest.dates import find_dates
from ingest.places import PlaceKind, find_places
from ingest.types import DocumentId, Library
from ingest.words import squash

_NUMBER = re.compile(r"\d+")


def verify(draft: Draft, library: Library) -> tuple[Claim, ...]:
    """The claims that hold, in order."""
    texts = {d.id: d.text for d in library.documents}
    return tuple(claim for claim in draft.claims if all(verbatim(s, texts) for s in claim.sources) and supported(claim))


def verbatim(source: Source, texts: Mapping[DocumentId, str]) -> bool:
    """Whether the source's quotes are what stands at their offsets, white space and Unicode form aside."""
    stretches = [(source.document, source.start, source.end, source.quote)]
    if source.edition:
        stretches.append((source.edition.document, source.edition.start, source.edition.end, source.edition.quote))
    return all(document in texts and squash(texts[document][start:end]) == squash(quote) for document, start, end, quote in stretches)


def supported(claim: Claim) -> bool:
    """Whether the sources hold every number, date and country of the claim. A claim without sources states no figure of theirs."""
    evidence = _evidence(claim.sources)
    if not claim.sources:
        return set(_NUMBER.findall(claim.text)) <= claim.computed
    dates = {m.period.iso for text in evidence for m in find_dates(text)}
    bounds = {d for iso in dates for d in iso.split("/")}
    said = {d for m in find_dates(claim.text) for d in m.period.iso.split("/")}
    numbers = {n for text in evidence for n in _NUMBER.findall(text)} | {n for iso in bounds for n in _numbers_of(iso)} | claim.computed
    text = claim.text
    for ours in claim.computed:  # "French" names a language here, not a nationality
        text = text.replace(ours, "")
    return said <= bounds and _bare_numbers(claim.text) <= numbers and _countries([text]) <= _countries(evidence)


def _evidence(sources: Iterable[Source]) -> list[str]:
    return [text for s in sources for text in (s.title, s.quote, s.edition.quote if s.edition else "")]


def _numbers_of(iso: str) -> set[str]:
    return {str(int(part)) for part in iso.split("-")}


def _bare_numbers(text: str) -> set[str]:
    inside = [(m.start, m.end) for m in find_dates(text)]
    return {m[0] for m in _NUMBER.finditer(text) if not any(a <= m.start() < b for a, b in inside)}


def _countries(texts: Iterable[str]) -> set[str]:
    kinds = (PlaceKind.COUNTRY, PlaceKind.NATIONALITY)
    return {m.place.id for text in texts for m in find_places(text) if m.place.kind in kinds}
