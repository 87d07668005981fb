"""Dates, places, experts and titles in words: CLDR through Babel, articles and prepositions from data/countries.tsv."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list

from assistant.phrases import Phrasebook, phrasebook
from ingest.glossary import themes
from ingest.places import PlaceKind, bodies, country_names
from ingest.types import Country, Edition, Expert, ExpertKind, Language, PartialDate, Period
from ingest.words import tidy

_MONTH: dict[Language, str] = {"en": "MMMM y", "es": "MMMM 'de' y", "fr": "MMMM y"}
_DAY: dict[Language, str] = {"en": "d MMMM y", "es": "d 'de' MMMM 'de' y", "fr": "d MMMM y"}
FIRST_YEAR, LAST_YEAR = 1, 9999  # of a period that has no beginning, or no end
_LOCALES: dict[Language, Locale] = {"en": Locale("en", "GB"), "es": Locale("es"), "fr": Locale("fr")}


def in_words(when: PartialDate, language: Language) -> str:
    """`November 2011`, `14 de mayo de 2010`, `1er mai 2010`."""
    if not when.month:
        return str(when.year)
    day = date(when.year, when.month, when.day or 1)
    text = format_date(day, _DAY[language] if when.day else _MONTH[language], locale=_LOCALES[language])
    return f"1er{text[1:]}" if language == "fr" and when.day == 1 else text


def range_in_words(period: Period, language: Language) -> str:
    """`from May 2010 to March 2011`, `del 10 al 14 de mayo de 2010`, `d’octobre 2010 à juillet 2011`."""
    book = phrasebook(language)
    start, end = period.start, period.end
    if start.day and end.day and (start.year, start.month) == (end.year, end.month):
        month = in_words(PartialDate(end.year, end.month), language)
        return book.words["same_month"].format(first=_ordinal(start.day, language), last=end.day, month=month)
    begin, finish = in_words(start, language), in_words(end, language)
    if language == "es":
        return f"{'del' if start.day else 'de'} {begin} {'al' if end.day else 'a'} {finish}"
    if language == "fr":
        return f"{f'du {begin}' if start.day else elide('de', begin)} {'au' if end.day else 'à'} {finish}"
    return f"from {begin} to {finish}"


def within_in_words(period: Period, language: Language) -> str:
    """`in 2010`, `in May 2010`, a range, `since 2013` or `until 2011`."""
    words = phrasebook(language).words
    if period.end.year == LAST_YEAR:
        return words["ongoing_from"].format(start=in_words(period.start, language))
    if period.start.year == FIRST_YEAR:
        return words["until"].format(end=in_words(period.end, language))
    if period.start == period.end:
        preposition = {"en": "on", "es": "el", "fr": "le"}[language] if period.start.day else {"en": "in", "es": "en", "fr": "en"}[language]
        return f"{preposition} {in_words(period.start, language)}"
    return range_in_words(period, language)


def _ordinal(day: int, language: Language) -> str:
    return "1er" if language == "fr" and day == 1 else str(day)


def elide(word: str, following: str) -> str:
    """French `de` before a vowel: `d’octobre 2010`."""
    return (
        f"{word[:-1]}’{following}" if following[:1].lower() in "aeiouyéèêàâîïôûh" and not following[:1].isdigit() else f"{word} {following}"
    )


def listing(items: Sequence[str], language: Language, style: Literal["standard", "or"] = "standard") -> str:
    """`a, b and c` as CLDR writes lists; Spanish `e` before an i sound comes from Babel's patterns or is put right here."""
    text = format_list(list(items), style=style, locale=_LOCALES[language]) if items else ""
    if language == "es" and len(items) > 1 and items[-1].lower().startswith(("i", "hi")) and not items[-1].lower().startswith("hie"):
        head, _, tail = text.rpartition(" y ")
        text = f"{head} e {tail}"
    return text


def place_name(id: str, kind: PlaceKind, language: Language) -> str:
    """With its article, as it stands in running text."""
    if kind in (PlaceKind.COUNTRY, PlaceKind.NATIONALITY):
        names = country_names().get(Country(id))
        return names.name[language] if names else Locale(language).territories.get(id, id)
    return bodies()[id].names[language][0]


def located(id: str, kind: PlaceKind, language: Language) -> str:
    """`in Peru`, `en la República Dominicana`, `au Pérou`."""
    name = place_name(id, kind, language)
    if language != "fr":
        return f"{'in' if language == 'en' else 'en'} {name}"
    if kind in (PlaceKind.COUNTRY, PlaceKind.NATIONALITY) and Country(id) in country_names():
        return country_names()[Country(id)].french_in
    return _french(name, "en ", {"le ": "dans le ", "la ": "en ", "l’": "en ", "les ": "dans les "})


def sourced(id: str, language: Language) -> str:
    """`of the Netherlands`, `de los Países Bajos`, `d’Espagne`."""
    names = country_names().get(Country(id))
    name = place_name(id, PlaceKind.COUNTRY, language)
    if language == "fr" and names:
        return names.french_from
    return name if language == "en" else f"del {name[3:]}" if name.startswith("el ") else f"de {name}"


def _french(name: str, default: str, articles: dict[str, str]) -> str:
    for article, preposition in articles.items():
        if name.startswith(article):
            return preposition + name[len(article) :]
    return default + name


def origins(experts: Sequence[Expert], language: Language) -> str:
    """`experts from the national administrations of Belgium and the Netherlands and an NGO from Sweden`."""
    words = phrasebook(language).words
    groups = []
    for kind in ExpertKind:
        places = [sourced(e.country, language) for e in experts if e.kind is kind and e.country]
        if places:
            number = "one" if len(places) == 1 else "many"
            groups.append(words[f"{kind}_{number}"].format(places=listing(places, language)))
    return listing(groups, language)


def quoted_title(edition: Edition, book: Phrasebook) -> str:
    return quote(edition.title, book)


def quote(text: str, book: Phrasebook) -> str:
    return f"{book.words['open_quote']}{tidy(text)}{book.words['close_quote']}"


def theme_names(ids: Sequence[str], language: Language) -> str:
    return semicolons([themes()[id].label[language] for id in ids], language)


def semicolons(parts: Sequence[str], language: Language) -> str:
    """Parts that may hold a comma or an `and` of their own."""
    return ("\u00a0; " if language == "fr" else "; ").join(parts)


def language_name(code: str, language: Language) -> str:
    return str(Locale(language).languages.get(code, code))
