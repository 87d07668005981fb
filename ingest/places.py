"""Countries, nationalities, regional bodies and regions: found in a text, and named in three languages.

Names come from CLDR through Babel and from data/countries.tsv (articles, prepositions, adjectives,
variants); bodies and regions with their members from data/bodies.tsv.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from babel import Locale
from babel.core import get_global

from ingest.tables import DATA, alternatives, rows
from ingest.types import LANGUAGES, Country, Language
from ingest.words import Phrases, Word, fold, words

_ARTICLES: dict[Language, tuple[str, ...]] = {
    "en": ("the ",), "es": ("el ", "la ", "los ", "las "), "fr": ("le ", "la ", "les ", "l’", "l'")}


class PlaceKind(StrEnum):
    COUNTRY = "country"
    NATIONALITY = "nationality"
    BODY = "body"
    REGION = "region"


@dataclass(frozen=True, slots=True)
class Place:
    """`id` is an ISO code for countries and nationalities, a line of bodies.tsv otherwise."""

    kind: PlaceKind
    id: str


@dataclass(frozen=True, slots=True)
class PlaceMention:
    start: int
    end: int
    first: int   # index of the first word in the text
    last: int    # index after the last word
    place: Place


@dataclass(frozen=True, slots=True)
class CountryNames:
    """How one country is named in running text."""

    name: dict[Language, str]        # with its article, e.g. "la República Dominicana"
    adjectives: dict[Language, tuple[str, ...]]  # es and fr: masculine, feminine, masculine plural, feminine plural
    french_in: str                   # "au Pérou"
    french_from: str                 # "du Pérou"


@dataclass(frozen=True, slots=True)
class Body:
    id: str
    kind: PlaceKind
    acronyms: tuple[str, ...]
    names: dict[Language, tuple[str, ...]]
    members: frozenset[Country]


def without_article(name: str, language: Language) -> str:
    return next((name[len(a):] for a in _ARTICLES[language] if name.startswith(a)), name)


@cache
def country_names() -> dict[Country, CountryNames]:
    columns = ("code", "en", "es", "fr", "fr_in", "fr_from", "en_adj", "es_adj", "fr_adj")
    return {
        Country(row["code"]): CountryNames(
            {code: alternatives(row[code])[0] for code in LANGUAGES},
            {code: alternatives(row[f"{code}_adj"]) for code in LANGUAGES},
            row["fr_in"], row["fr_from"])
        for row in rows(DATA / "countries.tsv", columns)
    }


@cache
def bodies() -> dict[str, Body]:
    columns = ("id", "kind", "acronyms", *LANGUAGES, "members")
    return {
        row["id"]: Body(row["id"], PlaceKind(row["kind"]), alternatives(row["acronyms"]),
                        {code: alternatives(row[code]) for code in LANGUAGES},
                        frozenset(Country(c) for c in row["members"].split()))
        for row in rows(DATA / "bodies.tsv", columns)
    }


@cache
def _phrases() -> Phrases[Place]:
    """Own names before CLDR's, countries before nationalities: the first entry of a phrase wins."""
    entries: list[tuple[str, Place]] = []
    for body in bodies().values():
        names = [*body.acronyms, *(without_article(n, code) for code in LANGUAGES for n in body.names[code])]
        entries += [(name, Place(body.kind, body.id)) for name in names]
    table = list(rows(DATA / "countries.tsv", ("code", "en", "es", "fr", "en_adj", "es_adj", "fr_adj")))
    for row in table:
        entries += [(without_article(name, code), Place(PlaceKind.COUNTRY, row["code"]))
                    for code in LANGUAGES for name in alternatives(row[code])]
    for row in table:
        for code in LANGUAGES:
            name = Locale(code).territories.get(row["code"])
            entries += [(name, Place(PlaceKind.COUNTRY, row["code"]))] if name else []
    for preferred in (True, False):  # a country's own adjective before another's variant
        entries += [(form, Place(PlaceKind.NATIONALITY, row["code"])) for row in table for code in LANGUAGES
                    for at, form in enumerate(alternatives(row[f"{code}_adj"])) if preferred == (at < (1 if code == "en" else 4))]
    return Phrases(entries)


@cache
def _lower_case_nationalities() -> dict[str, str]:
    """Folded Spanish and French adjectives, which prose writes without a capital -> ISO code."""
    return {fold(form): code for code, names in reversed(country_names().items())
            for language in ("es", "fr") for form in names.adjectives[language]}


def _written_as_a_name(text: Sequence[Word], _place: Place) -> bool:
    """In prose a name has a capital (`îles Marshall` not in its first word); Spanish and French nationalities have none."""
    return any(word.text[0].isupper() for word in text) or " ".join(w.folded for w in text) in _lower_case_nationalities()


def find_places(text: str, *, cased: bool = True) -> list[PlaceMention]:
    """Places named in `text`, longest names first, in order.

    `cased`: the text is prose, where a name without a capital is a common word (`turkey`, `chad`);
    False for questions, which people type in lower case.
    """
    found = words(text)
    accept = _written_as_a_name if cased else lambda _words, _place: True
    mentions = [PlaceMention(m.start, m.end, m.first, m.last, m.value) for m in _phrases().find(found, accept)]
    return [_as_nationality(text, mention) if cased else mention for mention in mentions]


def _as_nationality(text: str, mention: PlaceMention) -> PlaceMention:
    """`la administración argentina`: without a capital, the name of a country is its adjective."""
    code = _lower_case_nationalities().get(fold(text[mention.start:mention.end]))
    if code is None or not text[mention.start].islower():
        return mention
    return replace(mention, place=Place(PlaceKind.NATIONALITY, code))


@cache
def _cities() -> Phrases[Place]:
    """The cities that name the world's time zones, mostly capitals, with their countries (CLDR)."""
    countries = get_global("zone_territories")
    return Phrases(
        (str(Locale(code).time_zones.get(zone, {}).get("city") or zone.rpartition("/")[2].replace("_", " ")),
         Place(PlaceKind.COUNTRY, country))
        for code in LANGUAGES for zone, country in countries.items() if country in country_names())


def find_cities(text: str) -> list[PlaceMention]:
    """Cities that stand for their country: for a question about one that no document names."""
    found = _cities().find(words(text), lambda name, _: name[0].text[0].isupper())
    return [PlaceMention(m.start, m.end, m.first, m.last, m.value) for m in found]
