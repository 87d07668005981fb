"""Dates, ranges, lists, places and titles as they are written in running text."""

import pytest

from assistant.phrases import phrasebook
from assistant.wording import (
    elide,
    in_words,
    language_name,
    listing,
    located,
    origins,
    place_name,
    quote,
    range_in_words,
    sourced,
    theme_names,
    within_in_words,
)
from ingest.places import PlaceKind, country_names
from ingest.types import LANGUAGES, Country, Expert, ExpertKind, Language, PartialDate, Period

YEAR, OCTOBER, APRIL = PartialDate(2010), PartialDate(2010, 10), PartialDate(2010, 4)
FIRST, FOURTEENTH, LATE_APRIL = PartialDate(2010, 5, 1), PartialDate(2010, 5, 14), PartialDate(2010, 4, 24)


def period(start: PartialDate, end: PartialDate | None = None) -> Period:
    return Period(start, end or start)


@pytest.mark.parametrize(("when", "language", "said"), [
    pytest.param(YEAR, "en", "2010", id="en year"),
    pytest.param(YEAR, "es", "2010", id="es year"),
    pytest.param(YEAR, "fr", "2010", id="fr year"),
    pytest.param(OCTOBER, "en", "October 2010", id="en month"),
    pytest.param(OCTOBER, "es", "octubre de 2010", id="es month"),
    pytest.param(OCTOBER, "fr", "octobre 2010", id="fr month"),
    pytest.param(FOURTEENTH, "en", "14 May 2010", id="en day"),
    pytest.param(FOURTEENTH, "es", "14 de mayo de 2010", id="es day"),
    pytest.param(FOURTEENTH, "fr", "14 mai 2010", id="fr day"),
    pytest.param(FIRST, "en", "1 May 2010", id="en first of the month"),
    pytest.param(FIRST, "es", "1 de mayo de 2010", id="es first of the month"),
    pytest.param(FIRST, "fr", "1er mai 2010", id="fr first of the month"),
    pytest.param(LATE_APRIL, "en", "24 April 2010", id="en day in a month with a short form"),
    pytest.param(LATE_APRIL, "es", "24 de abril de 2010", id="es day in a month with a short form"),
    pytest.param(LATE_APRIL, "fr", "24 avril 2010", id="fr day in a month with a short form"),
])
def test_a_date_is_written_out_to_the_precision_it_is_known(when: PartialDate, language: Language, said: str) -> None:
    assert in_words(when, language) == said


@pytest.mark.parametrize(("start", "end", "language", "said"), [
    pytest.param(OCTOBER, PartialDate(2011, 7), "en", "from October 2010 to July 2011", id="en months"),
    pytest.param(OCTOBER, PartialDate(2011, 7), "es", "de octubre de 2010 a julio de 2011", id="es months"),
    pytest.param(OCTOBER, PartialDate(2011, 7), "fr", "d’octobre 2010 à juillet 2011", id="fr months, elided"),
    pytest.param(APRIL, PartialDate(2011, 8), "fr", "d’avril 2010 à août 2011", id="fr months, a before a"),
    pytest.param(PartialDate(2010, 5), PartialDate(2011, 8), "fr", "de mai 2010 à août 2011", id="fr months, not elided"),
    pytest.param(PartialDate(2010, 5, 10), FOURTEENTH, "en", "from 10 to 14 May 2010", id="en days of one month"),
    pytest.param(PartialDate(2010, 5, 10), FOURTEENTH, "es", "del 10 al 14 de mayo de 2010", id="es days of one month"),
    pytest.param(PartialDate(2010, 5, 10), FOURTEENTH, "fr", "du 10 au 14 mai 2010", id="fr days of one month"),
    pytest.param(FIRST, FOURTEENTH, "fr", "du 1er au 14 mai 2010", id="fr from the first"),
    pytest.param(LATE_APRIL, FIRST, "en", "from 24 April 2010 to 1 May 2010", id="en days of two months"),
    pytest.param(LATE_APRIL, FIRST, "es", "del 24 de abril de 2010 al 1 de mayo de 2010", id="es days of two months"),
    pytest.param(LATE_APRIL, FIRST, "fr", "du 24 avril 2010 au 1er mai 2010", id="fr days of two months"),
    pytest.param(YEAR, PartialDate(2012), "en", "from 2010 to 2012", id="en years"),
    pytest.param(YEAR, PartialDate(2012), "es", "de 2010 a 2012", id="es years"),
    pytest.param(YEAR, PartialDate(2012), "fr", "de 2010 à 2012", id="fr years"),
])
def test_a_range_is_written_as_a_native_writes_it(start: PartialDate, end: PartialDate, language: Language, said: str) -> None:
    assert range_in_words(period(start, end), language) == said


@pytest.mark.parametrize(("language", "wrong"), [pytest.param("es", "al mayo", id="es"), pytest.param("fr", "au mai", id="fr")])
def test_an_end_known_to_the_month_takes_no_article_of_a_day(language: Language, wrong: str) -> None:
    assert wrong not in range_in_words(period(LATE_APRIL, PartialDate(2010, 5)), language)


@pytest.mark.parametrize(("when", "language", "said"), [
    pytest.param(YEAR, "en", "in 2010", id="en year"),
    pytest.param(YEAR, "es", "en 2010", id="es year"),
    pytest.param(YEAR, "fr", "en 2010", id="fr year"),
    pytest.param(OCTOBER, "en", "in October 2010", id="en month"),
    pytest.param(OCTOBER, "es", "en octubre de 2010", id="es month"),
    pytest.param(OCTOBER, "fr", "en octobre 2010", id="fr month"),
    pytest.param(FOURTEENTH, "en", "on 14 May 2010", id="en day"),
    pytest.param(FOURTEENTH, "es", "el 14 de mayo de 2010", id="es day"),
    pytest.param(FOURTEENTH, "fr", "le 14 mai 2010", id="fr day"),
])
def test_a_single_date_takes_the_preposition_of_its_precision(when: PartialDate, language: Language, said: str) -> None:
    assert within_in_words(period(when), language) == said


@pytest.mark.parametrize("language", [pytest.param(code, id=code) for code in LANGUAGES])
def test_a_period_of_two_dates_is_a_range(language: Language) -> None:
    months = period(OCTOBER, PartialDate(2011, 7))
    assert within_in_words(months, language) == range_in_words(months, language)


@pytest.mark.parametrize(("following", "said"), [
    pytest.param("octobre 2010", "d’octobre 2010", id="vowel"), pytest.param("août 2010", "d’août 2010", id="vowel with accent after"),
    pytest.param("Espagne", "d’Espagne", id="capital"), pytest.param("mai 2010", "de mai 2010", id="consonant"),
    pytest.param("1er mai", "de 1er mai", id="digit"), pytest.param("11 mai", "de 11 mai", id="eleven"),
])
def test_french_de_is_elided_before_a_vowel_only(following: str, said: str) -> None:
    assert elide("de", following) == said


@pytest.mark.parametrize(("items", "language", "said"), [
    pytest.param([], "en", "", id="nothing"),
    pytest.param(["Peru"], "en", "Peru", id="en one"),
    pytest.param(["Peru", "Spain"], "en", "Peru and Spain", id="en two"),
    pytest.param(["Peru", "Spain", "Sweden"], "en", "Peru, Spain and Sweden", id="en three"),
    pytest.param(["Perú", "España", "Suecia"], "es", "Perú, España y Suecia", id="es three"),
    pytest.param(["Francia", "Italia"], "es", "Francia e Italia", id="es e before i"),
    pytest.param(["España", "Francia", "Irlanda"], "es", "España, Francia e Irlanda", id="es e before i, three"),
    pytest.param(["madres", "hijos"], "es", "madres e hijos", id="es e before hi"),
    pytest.param(["agua", "hielo"], "es", "agua y hielo", id="es y before hie"),
    pytest.param(["Italia"], "es", "Italia", id="es one"),
    pytest.param(["Pérou", "Italie"], "fr", "Pérou et Italie", id="fr two"),
    pytest.param(["Pérou", "Espagne", "Suède"], "fr", "Pérou, Espagne et Suède", id="fr three"),
])
def test_a_list_is_joined_as_its_language_joins(items: list[str], language: Language, said: str) -> None:
    assert listing(items, language) == said


@pytest.mark.parametrize(("code", "language", "where", "whence"), [
    pytest.param("PE", "en", "in Peru", "Peru", id="en"),
    pytest.param("DO", "en", "in the Dominican Republic", "the Dominican Republic", id="en article"),
    pytest.param("NL", "en", "in the Netherlands", "the Netherlands", id="en plural"),
    pytest.param("PE", "es", "en Perú", "de Perú", id="es"),
    pytest.param("DO", "es", "en la República Dominicana", "de la República Dominicana", id="es article"),
    pytest.param("NL", "es", "en los Países Bajos", "de los Países Bajos", id="es plural"),
    pytest.param("CG", "es", "en el Congo", "del Congo", id="es contraction"),
    pytest.param("SV", "es", "en El Salvador", "de El Salvador", id="es article that is part of the name"),
    pytest.param("PE", "fr", "au Pérou", "du Pérou", id="fr masculine"),
    pytest.param("BO", "fr", "en Bolivie", "de Bolivie", id="fr feminine"),
    pytest.param("EC", "fr", "en Équateur", "de l’Équateur", id="fr masculine before a vowel"),
    pytest.param("NL", "fr", "aux Pays-Bas", "des Pays-Bas", id="fr plural"),
    pytest.param("DO", "fr", "en République dominicaine", "de la République dominicaine", id="fr long name"),
    pytest.param("ES", "fr", "en Espagne", "d’Espagne", id="fr elided"),
    pytest.param("CU", "fr", "à Cuba", "de Cuba", id="fr without article"),
])
def test_a_country_takes_its_own_preposition(code: str, language: Language, where: str, whence: str) -> None:
    assert (located(code, PlaceKind.COUNTRY, language), sourced(code, language)) == (where, whence)


@pytest.mark.parametrize("language", [pytest.param(code, id=code) for code in LANGUAGES])
def test_every_country_of_the_table_can_be_named_and_none_twice(language: Language) -> None:
    names = [place_name(code, PlaceKind.COUNTRY, language) for code in country_names()]
    assert all(names) and len(set(names)) == len(names)


@pytest.mark.parametrize(("language", "said"), [
    pytest.param("en", "in MERCOSUR", id="en"),
    pytest.param("es", "en el MERCOSUR", id="es"),
    pytest.param("fr", "dans le MERCOSUR", id="fr"),
])
def test_a_body_is_named_with_its_preposition(language: Language, said: str) -> None:
    assert located("mercosur", PlaceKind.BODY, language) == said


@pytest.mark.parametrize(("language", "said"), [
    pytest.param("en", ["Belgium and the Netherlands", "NGO from Sweden"], id="en"),
    pytest.param("es", ["de Bélgica y de los Países Bajos", "ONG de Suecia"], id="es"),
    pytest.param("fr", ["de Belgique et des Pays-Bas", "ONG de Suède"], id="fr"),
])
def test_experts_are_grouped_by_kind_with_their_countries(language: Language, said: list[str]) -> None:
    experts = [Expert(Country("BE"), ExpertKind.ADMINISTRATION), Expert(Country("SE"), ExpertKind.NGO),
               Expert(Country("NL"), ExpertKind.ADMINISTRATION)]
    written = origins(experts, language)
    assert all(part in written for part in said), written


@pytest.mark.parametrize(("language", "said"), [
    pytest.param("en", "“a b”", id="en"),
    pytest.param("es", "«a b»", id="es"),
    pytest.param("fr", "«\u00a0a b\u00a0»", id="fr no-break spaces"),
])
def test_a_quotation_has_the_marks_of_its_language_and_single_spaces(language: Language, said: str) -> None:
    assert quote(" a\u00a0\n b ", phrasebook(language)) == said


@pytest.mark.parametrize(("language", "name", "themes"), [
    pytest.param("en", "Arabic", "trafficking in human beings", id="en"),
    pytest.param("es", "árabe", "trata de seres humanos", id="es"),
    pytest.param("fr", "arabe", "traite des êtres humains", id="fr"),
])
def test_languages_and_themes_have_names(language: Language, name: str, themes: str) -> None:
    assert (language_name("ar", language), theme_names(["trafficking"], language)) == (name, themes)
