"""Editions -> actions: which accounts, in whatever language or document, speak of one piece of work."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from babel import Locale

from ingest.places import bodies
from ingest.sentences import sentences
from ingest.types import Action, ActionId, Activity, Document, Edition, Output, PartialDate
from ingest.words import fold

T = TypeVar("T", Activity, Output)

_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_FIRST, _LAST = PartialDate(1, 1, 1), PartialDate(9999, 12, 31)


def gather(editions: Sequence[Edition], documents: Iterable[Document]) -> tuple[Action, ...]:
    """Actions in order of first appearance, originals before translations; no document gives an action two editions.

    A translation has the statuses of its original, sentence by sentence.
    """
    translations = {d.id: d.original for d in documents if d.original}
    ordered = sorted(editions, key=lambda e: e.document in translations)
    groups: list[list[Edition]] = []
    for edition in ordered:
        group = next((g for g in groups if all(same_action(edition, other) for other in g)), None)
        if group is None:
            groups.append([edition])
        else:
            group.append(edition)
    actions: list[Action] = []
    for group in groups:
        by_document = {e.document: e for e in group}
        originals = (by_document.get(translations.get(e.document, e.document), e) for e in group)
        told = tuple(_told_as(original, e) for e, original in zip(group, originals, strict=True))
        actions.append(Action(_unused(action_id(group[0]), actions), told))
    return tuple(actions)


def _told_as(original: Edition, edition: Edition) -> Edition:
    """The edition with the statuses of its original: words that only the original marks as planned are planned in it too."""
    if edition is original:
        return edition
    aligned = _aligned(original, edition)
    return replace(edition, activities=_with_statuses(edition.activities, original.activities, aligned),
                   outputs=_with_statuses(edition.outputs, original.outputs, aligned))


def _aligned(original: Edition, edition: Edition) -> dict[int, int]:
    """Where each sentence of the edition begins -> where it begins in the original.

    Only sentences of paragraphs that correspond one to one, with as many sentences in both.
    """
    if [p.section for p in original.paragraphs] != [p.section for p in edition.paragraphs]:
        return {}
    pairs = ((sentences(here.text, here.start), sentences(there.text, there.start))
             for here, there in zip(edition.paragraphs, original.paragraphs, strict=True))
    return {a.start: b.start for ours, theirs in pairs if len(ours) == len(theirs) for a, b in zip(ours, theirs, strict=True)}


def _with_statuses(told: tuple[T, ...], originals: tuple[T, ...], aligned: Mapping[int, int]) -> tuple[T, ...]:
    statuses = {o.sentence.start: o.status for o in originals}
    return tuple(replace(t, status=statuses.get(aligned.get(t.sentence.start, -1), t.status)) for t in told)


def same_action(one: Edition, other: Edition) -> bool:
    """Same places and phase, in different documents, with durations that meet and a theme in common.

    What an edition does not say (its phase, dates or themes) contradicts nothing.
    """
    return (
        one.document != other.document
        and bool(one.places or one.bodies)
        and set(one.places) == set(other.places)
        and set(one.bodies) == set(other.bodies)
        and (one.phase == other.phase or None in (one.phase, other.phase))
        and _meet(one, other)
        and (bool(set(one.themes) & set(other.themes)) or not one.themes or not other.themes)
    )


def _meet(one: Edition, other: Edition) -> bool:
    (a, b), (c, d) = _span(one), _span(other)
    return a <= d and c <= b


def _span(edition: Edition) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    start, end = edition.duration.start or _FIRST, edition.duration.end or _LAST
    return (start.year, start.month or 1, start.day or 1), (end.year, end.month or 12, end.day or 31)


def action_id(edition: Edition) -> ActionId:
    """Places, phase and first year: `paraguay-ii-2015`; the title's words where no place is known."""
    english = Locale("en").territories
    places = [*(english.get(code, code) for code in edition.places),
              *(id for id in edition.bodies if not edition.places and id in bodies())]
    head = "-".join(places) or edition.topic[:60]
    phase = _ROMAN[edition.phase] if edition.phase else ""
    year = str(edition.duration.start.year) if edition.duration.start else ""
    return ActionId(re.sub(r"[^a-z0-9]+", "-", fold("-".join(filter(None, (head, phase, year))))).strip("-"))


def _unused(id: ActionId, actions: Sequence[Action]) -> ActionId:
    taken = {a.id for a in actions}
    numbered = (ActionId(f"{id}-{n}") for n in range(2, len(actions) + 3))
    return id if id not in taken else next(n for n in numbered if n not in taken)
