"""Dates and durations as pages write them, the quirks of web pages included."""

import pytest

from ingest.dates import find_dates, month_numbers, parse_duration, split_glued_days
from ingest.types import PartialDate


@pytest.mark.parametrize(("name", "number"), [
    pytest.param("july", 7, id="en"), pytest.param("sept", 9, id="en abbreviated"),
    pytest.param("enero", 1, id="es"), pytest.param("setiembre", 9, id="es of the Americas"),
    pytest.param("aout", 8, id="fr"), pytest.param("fevr", 2, id="fr abbreviated"),
])
def test_month_names_of_three_languages_are_known(name: str, number: int) -> None:
    assert month_numbers()[name] == number


@pytest.mark.parametrize(("digits", "days"), [
    pytest.param("0814", None, id="leading nought"), pytest.param("1716", None, id="falling"), pytest.param("2535", None, id="past 31"),
    pytest.param("1619", (16, 19), id="two and two"), pytest.param("711", (7, 11), id="one and two"),
    pytest.param("3031", (30, 31), id="month end"),
    pytest.param("229", (2, 29), id="the cut that rises"),
])
def test_glued_digits_are_cut_into_two_rising_days(digits: str, days: tuple[int, int] | None) -> None:
    assert split_glued_days(digits) == days


@pytest.mark.parametrize(("text", "expected"), [
    pytest.param("in September 2013", ["2013-09"], id="en month"),
    pytest.param("en septiembre de 2013", ["2013-09"], id="es month"),
    pytest.param("en septembre 2013", ["2013-09"], id="fr month"),
    pytest.param("on 7 May 2013", ["2013-05-07"], id="en day"),
    pytest.param("on May 7, 2013", ["2013-05-07"], id="en day, American order"),
    pytest.param("on the 2nd of June 2013", ["2013-06-02"], id="en ordinal"),
    pytest.param("el 7 de mayo de 2013", ["2013-05-07"], id="es day"),
    pytest.param("el 1.º de mayo de 2013", ["2013-05-01"], id="es ordinal"),
    pytest.param("le 1er août 2013", ["2013-08-01"], id="fr ordinal"),
    pytest.param("le 7 fevrier 2013", ["2013-02-07"], id="fr dropped accent"),
    pytest.param("in mid-February 2013", ["2013-02"], id="en vague"),
    pytest.param("a finales de junio de 2013", ["2013-06"], id="es vague"),
    pytest.param("à la mi-mars 2013", ["2013-03"], id="fr vague"),
    pytest.param("in Dec. 2013", ["2013-12"], id="abbreviated"),
    pytest.param("2013-05-07", ["2013-05-07"], id="ISO"),
    pytest.param("07/05/2013 and 05.2013", ["2013-05-07", "2013-05"], id="numeric"),
    pytest.param("in 2013", ["2013"], id="year"),
    pytest.param("2011–2013", ["2011/2013"], id="years"),
    pytest.param("at the seminar,\u00a0held in\u00a0July\u00a02014", ["2014-07"], id="no-break spaces"),
])
def test_a_date_is_found_with_the_precision_it_has(text: str, expected: list[str]) -> None:
    assert [m.period.iso for m in find_dates(text)] == expected


@pytest.mark.parametrize(("text", "expected"), [
    pytest.param("from 3 to 6 May 2014", ["2014-05-03/2014-05-06"], id="en days"),
    pytest.param("del 3 al 6 de mayo de 2014", ["2014-05-03/2014-05-06"], id="es days"),
    pytest.param("du 3 au 6 mai 2014", ["2014-05-03/2014-05-06"], id="fr days"),
    pytest.param("3–6 May 2014", ["2014-05-03/2014-05-06"], id="dash"),
    pytest.param("from 29 June to 4 July 2014", ["2014-06-29/2014-07-04"], id="en two months"),
    pytest.param("del 29 de junio al 4 de julio de 2014", ["2014-06-29/2014-07-04"], id="es two months"),
    pytest.param("du 29 juin au 4 juillet 2014", ["2014-06-29/2014-07-04"], id="fr two months"),
    pytest.param("November–February 2015", ["2014-11/2015-02"], id="over the new year"),
    pytest.param("in March and July 2012", ["2012-03", "2012-07"], id="en list"),
    pytest.param("en marzo y en julio de 2012", ["2012-03", "2012-07"], id="es list"),
    pytest.param("en mars et en juillet 2012", ["2012-03", "2012-07"], id="fr list"),
    pytest.param("on 12 and 14 May 2015", ["2015-05-12", "2015-05-14"], id="en two days"),
    pytest.param("el 12 y el 14 de mayo de 2015", ["2015-05-12", "2015-05-14"], id="es two days"),
    pytest.param("le 12 et le 14 mai 2015", ["2015-05-12", "2015-05-14"], id="fr two days"),
    pytest.param("12, 13 and 14 May 2015", ["2015-05-12", "2015-05-13", "2015-05-14"], id="en three days"),
    pytest.param("los días 12, 13 y 14 de mayo de 2015", ["2015-05-12", "2015-05-13", "2015-05-14"], id="es three days"),
    pytest.param("les 12, 13 et 14 mai 2015", ["2015-05-12", "2015-05-13", "2015-05-14"], id="fr three days"),
    pytest.param("3–6 and 9 May 2014", ["2014-05-03/2014-05-06", "2014-05-09"], id="a range and a day"),
    pytest.param("phase 2, 14 May 2010", ["2010-05-14"], id="a number and a day"),
    pytest.param("between 12 and 14 May 2015", ["2015-05-12/2015-05-14"], id="en between"),
    pytest.param("entre el 12 y el 14 de mayo de 2015", ["2015-05-12/2015-05-14"], id="es between"),
    pytest.param("entre mars et juillet 2012", ["2012-03/2012-07"], id="fr between"),
    pytest.param("from 10 May 2010 to 14 June 2011", ["2010-05-10/2011-06-14"], id="en two years"),
    pytest.param("del 10 de mayo de 2010 al 14 de junio de 2011", ["2010-05-10/2011-06-14"], id="es two years"),
    pytest.param("du 10 mai 2010 au 14 juin 2011", ["2010-05-10/2011-06-14"], id="fr two years"),
])
def test_a_range_is_one_period_and_a_list_is_several_dates(text: str, expected: list[str]) -> None:
    assert [m.period.iso for m in find_dates(text)] == expected


@pytest.mark.parametrize(("text", "expected"), [
    pytest.param("took place from 1721 June 2013", "2013-06-17/2013-06-21", id="en"),
    pytest.param("took place from 711 June 2013", "2013-06-07/2013-06-11", id="en three digits"),
    pytest.param("se celebró del 1721 de junio de 2013", "2013-06-17/2013-06-21", id="es"),
    pytest.param("s’est tenu du 1721 juin 2013", "2013-06-17/2013-06-21", id="fr"),
])
def test_a_day_range_that_lost_its_dash_is_still_a_range(text: str, expected: str) -> None:
    assert [m.period.iso for m in find_dates(text)] == [expected]


@pytest.mark.parametrize("text", [
    pytest.param("in April", id="en month without a year"), pytest.param("en abril", id="es"), pytest.param("en avril", id="fr"),
    pytest.param("officials may attend", id="a verb"), pytest.param("resolution 1325", id="a number"),
    pytest.param("code A2013", id="part of a code"), pytest.param("", id="empty"),
    pytest.param("Over 2000 officials were trained", id="en over"), pytest.param("más de 2000 casos", id="es más de"),
    pytest.param("plus de 2000 dossiers", id="fr plus de"), pytest.param("2000 officers were trained", id="en counted"),
    pytest.param("se formó a 2000 funcionarios", id="es counted"), pytest.param("2000 agents ont été formés", id="fr counted"),
])
def test_what_has_no_year_is_no_date(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize("text", [
    pytest.param("In 2013 officials met", id="en"), pytest.param("En 2013 funcionarios de dos países se reunieron", id="es"),
    pytest.param("En 2013 fonctionnaires et experts se sont réunis", id="fr"), pytest.param("the 2013 elections", id="not counted"),
])
def test_a_year_before_a_noun_is_still_a_year(text: str) -> None:
    assert [m.period.iso for m in find_dates(text)] == ["2013"]


def test_a_mention_knows_where_it_stands() -> None:
    text = "A course was held from 1721 June 2013 in Tunis and on 2 July 2013 in Sfax."
    assert [text[m.start:m.end] for m in find_dates(text)] == ["1721 June 2013", "2 July 2013"]
    text = "Courses were held on 12, 13 and 14 May 2015."
    assert [text[m.start:m.end] for m in find_dates(text)] == ["12", "13", "14 May 2015"]


@pytest.mark.parametrize(("text", "start", "end", "ongoing"), [
    pytest.param("June 2014August 2016", "2014-06", "2016-08", False, id="glued en"),
    pytest.param("junio de 2014agosto de 2016", "2014-06", "2016-08", False, id="glued es"),
    pytest.param("juin 2014août 2016", "2014-06", "2016-08", False, id="glued fr"),
    pytest.param("June 2014 – August 2016", "2014-06", "2016-08", False, id="dash"),
    pytest.param("de junio de 2014 a agosto de 2016", "2014-06", "2016-08", False, id="range es"),
    pytest.param("de juin 2014 à août 2016", "2014-06", "2016-08", False, id="range fr"),
    pytest.param("711 September 2012", "2012-09-07", "2012-09-11", False, id="lost dash en"),
    pytest.param("711 septembre 2012", "2012-09-07", "2012-09-11", False, id="lost dash fr"),
    pytest.param("711 de septiembre de 2012", "2012-09-07", "2012-09-11", False, id="lost dash es"),
    pytest.param("September 2012", "2012-09", "2012-09", False, id="one month"),
    pytest.param("\u00a0 May 2012July 2013\u00a0", "2012-05", "2013-07", False, id="no-break spaces"),
    pytest.param("January 2014–present", "2014-01", None, True, id="open dash en"),
    pytest.param("January 2014- present", "2014-01", None, True, id="open hyphen en"),
    pytest.param("January 2014present", "2014-01", None, True, id="open glued en"),
    pytest.param("enero de 2014 – actualidad", "2014-01", None, True, id="open dash es"),
    pytest.param("enero de 2014actualidad", "2014-01", None, True, id="open glued es"),
    pytest.param("janvier 2014 – à ce jour", "2014-01", None, True, id="open dash fr"),
    pytest.param("janvier 2014à ce jour", "2014-01", None, True, id="open glued fr"),
    pytest.param("Since January 2014", "2014-01", None, False, id="since en"),
    pytest.param("Desde enero de 2014", "2014-01", None, False, id="since es"),
    pytest.param("Depuis janvier 2014", "2014-01", None, False, id="since fr"),
    pytest.param("Depuis janvier 2014, en cours", "2014-01", None, True, id="since and still running"),
    pytest.param("January 2014 –", "2014-01", None, False, id="a dash and nothing"),
    pytest.param("en curso", None, None, True, id="no date, running"),
    pytest.param("to be decided", None, None, False, id="nothing"),
    pytest.param("January 2014, whom they represent", "2014-01", "2014-01", False, id="a word that ends like present"),
])
def test_a_duration_has_its_start_its_end_and_whether_it_runs(text: str, start: str | None, end: str | None, ongoing: bool) -> None:
    duration = parse_duration(text)
    assert (duration.start.iso if duration.start else None) == start
    assert (duration.end.iso if duration.end else None) == end
    assert duration.ongoing is ongoing


def test_dates_are_written_in_iso_with_the_parts_they_have() -> None:
    assert [PartialDate(2014, 3, 9).iso, PartialDate(2014, 3).iso, PartialDate(2014).iso] == ["2014-03-09", "2014-03", "2014"]
