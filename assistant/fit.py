"""How well a sentence fits what a question wants to see: a date, a place, a number, a length of time."""

from collections.abc import Sequence
from itertools import pairwise

from assistant.asking import Asking, Weighed
from assistant.phrases import phrasebook
from assistant.statements import Statement, dates_of
from assistant.types import Asked
from ingest.dates import find_dates
from ingest.glossary import concepts, find_concepts, products
from ingest.institutions import find_institutions
from ingest.places import country_names, find_places
from ingest.words import words

_COUNTED = 4  # words after a number within which stands what it counts
DATED = frozenset({Asked.WHEN, Asked.START, Asked.END, Asked.DURATION})
_STRICT = frozenset({Asked.NUMBER, Asked.HOW_LONG, Asked.COUNTRY, Asked.INSTITUTION, Asked.WHEN, Asked.START, Asked.END})


def fit(asking: Asking, weighed: Weighed) -> float:
    """Score, lowered where the sentence lacks what the question wants to see, raised by what it says itself."""
    focus = asking.query.focus
    focused = 0.3 if focus and asking.holds(weighed.statement, focus) else 0.0
    nouns = [t for t in asking.query.terms if not t.verb]
    if len(nouns) == 1 and nouns[0].text.isupper() and f"({nouns[0].text})" in weighed.statement.sentence.text:
        focused += 0.3  # an acronym is spelled out where it stands in parentheses
    if asking.query.asked is Asked.COUNTRY:
        focused += 0.1 * len(_other_countries(asking, weighed.statement))
    lacking = 0.35 if asking.query.asked in DATED else 0.5 if asking.query.asked in _STRICT else 0.8
    activities = [t for t in asking.query.terms if t.concept and concepts()[t.concept].theme == "activity"]
    if asking.query.asked in DATED and not all(asking.holds(weighed.statement, t) for t in activities):
        lacking *= 0.6
    return weighed.score * (1.0 if wanted(asking, weighed) else lacking) + 0.3 * asking.own(weighed.statement) + focused


def wanted(asking: Asking, weighed: Weighed) -> bool:
    """Whether the sentence has the kind of thing that is asked for: a date, a place, a number, a length of time."""
    statement, asked = weighed.statement, asking.query.asked
    text = statement.sentence.text
    if asked in DATED:
        return bool(dates_of(statement))
    if asked is Asked.COUNTRY:
        return bool(_other_countries(asking, statement))
    if asked is Asked.OUTPUT:
        return bool(statement.concepts & products())
    if asked is Asked.INSTITUTION:
        return _names_institutions(asking, statement)
    if asked is Asked.WHERE:
        return bool(statement.places) or _has_name(text)
    if asked is Asked.NUMBER:
        return _has_number(asking, statement)
    return asked is not Asked.HOW_LONG or _has_length(statement)


def _names_institutions(asking: Asking, statement: Statement) -> bool:
    """Names of institutions other than the body that the question names, or what kinds they are of (`police and customs institutions`)."""
    asked_about = {p.id for p in asking.query.constraints.places}
    found = find_institutions([statement.paragraph_of_sentence()], statement.language)
    if any(not asked_about & {m.place.id for m in find_places(i.name)} for i in found):
        return True
    cues = phrasebook(statement.language).cues.find(words(statement.sentence.text))
    return any(m.value == "institution" for m in cues)


def _other_countries(asking: Asking, statement: Statement) -> set[str]:
    """Countries that the sentence names and the question does not."""
    return {id for id in statement.places if id in country_names()} - {p.id for p in asking.query.constraints.places}


def _has_number(asking: Asking, statement: Statement) -> bool:
    """A number, of no date, that counts what the question counts: `over 30 officials`, `huit agences nationales`."""
    text = statement.sentence.text
    dates = [(m.start, m.end) for m in find_dates(text)]
    found = words(text)
    numbers = [
        at
        for at, w in enumerate(found)
        if (w.folded.isdigit() or w.folded in listed(statement, "numbers")) and not any(start <= w.start < end for start, end in dates)
    ]
    return any(_counts(asking, statement, [w.folded for w in found[at + 1 : at + 1 + _COUNTED]]) for at in numbers)


def _counts(asking: Asking, statement: Statement, counted: Sequence[str]) -> bool:
    """Whether the words after a number are what is asked for; people, where the question says no more than `how many`."""
    focus = asking.query.focus
    if focus is not None:
        return any(asking.evidence.near(focus.folded, word, statement.language, asking.query.language) for word in counted)
    return any(concepts()[m.value].theme == "people" for m in find_concepts(" ".join(counted), statement.language))


def _has_length(statement: Statement) -> bool:
    """`three-day`, `cinq jours`: a number beside a unit of time."""
    found = [w.folded for w in words(statement.sentence.text)]
    numbers, lengths = listed(statement, "numbers"), listed(statement, "lengths")
    return any((a.isdigit() or a in numbers) and b in lengths for a, b in pairwise(found))


def listed(statement: Statement, name: str) -> frozenset[str]:
    return frozenset(phrasebook(statement.language).words[name].split())


def _has_name(text: str) -> bool:
    """A capital within the sentence: a town has no entry in the tables of countries."""
    return any(w.text[0].isupper() and len(w.text) > 2 for w in words(text)[1:])
