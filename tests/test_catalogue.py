"""Lists and counts are computed over all actions, by constraints that hold exactly."""

import pytest

from assistant.asking import Asking, ask
from assistant.catalogue import applied, left_out, select
from assistant.evidence import Evidence
from assistant.types import Asked, Constraints, Query, Term
from ingest.embed import load_words
from ingest.places import Place, PlaceKind
from ingest.types import LANGUAGES, ConceptId, Country, ExpertKind, Language, Library, PartialDate, Period

EACH = [pytest.param(code, id=code) for code in LANGUAGES]
SPAIN = ["argentina-brazil-2011", "bolivia-2010", "costa-rica-2011", "dominican-republic-ii-2015", "paraguay-i-2011", "peru-2013",
         "mercosur-2011"]
PORTUGAL = ["argentina-brazil-2011", "peru-2013", "mercosur-2011"]
OPEN = ["dominican-republic-ii-2015", "mexico-2015", "paraguay-ii-2015", "peru-2013"]


@pytest.fixture(scope="module")
def evidence(library: Library) -> Evidence:
    return Evidence(library, load_words())


def asking(evidence: Evidence, constraints: Constraints, *terms: Term, language: Language = "en") -> Asking:
    return ask(evidence, Query("", language, Asked.LIST, constraints, terms))


def chosen(evidence: Evidence, constraints: Constraints, *terms: Term, language: Language = "en") -> list[str]:
    return [a.id for a in select(asking(evidence, constraints, *terms, language=language)).actions]


def country(code: str) -> Place:
    return Place(PlaceKind.COUNTRY, code)


def period(*start: int) -> Period:
    return Period(PartialDate(*start), PartialDate(*start))


def experts(*codes: str) -> tuple[Country, ...]:
    return tuple(Country(c) for c in codes)


@pytest.mark.parametrize("language", EACH)
def test_nothing_constrained_is_all_actions_in_the_order_of_the_library(evidence: Evidence, language: Language) -> None:
    selection = select(asking(evidence, Constraints(), language=language))
    assert (selection.actions, selection.total) == (evidence.library.actions, 12)


CONSTRAINTS = [
    pytest.param(Constraints(experts=experts("ES")), SPAIN, id="experts of one country"),
    pytest.param(Constraints(experts=experts("ES", "PT")), PORTUGAL, id="experts of both countries"),
    pytest.param(Constraints(experts=experts("ES"), only_experts=True), ["bolivia-2010", "costa-rica-2011"], id="no other experts"),
    pytest.param(Constraints(experts=experts("PL")), [], id="experts of a country that sent none"),
    pytest.param(Constraints(expert_kinds=(ExpertKind.NGO,)), ["mexico-2015"], id="an NGO"),
    pytest.param(Constraints(expert_kinds=(ExpertKind.ACADEMIC,)), ["dominican-republic-ii-2015"], id="an academic"),
    pytest.param(Constraints(expert_kinds=(ExpertKind.NGO,), experts=experts("BE")), [], id="an NGO of a country that sent officials"),
    pytest.param(Constraints(ongoing=True), OPEN, id="still under way"),
    pytest.param(Constraints(ongoing=True, experts=experts("ES")), ["dominican-republic-ii-2015", "peru-2013"], id="two constraints"),
    pytest.param(Constraints(phase=2), ["dominican-republic-ii-2015", "paraguay-ii-2015"], id="phase"),
    pytest.param(Constraints(started=period(2010)), ["bolivia-2010", "colombia-2010", "panama-2010", "sica-2010"], id="begun in a year"),
    pytest.param(Constraints(started=period(2010, 10)), ["colombia-2010", "panama-2010"], id="begun in a month"),
    pytest.param(Constraints(ended=period(2011)), ["colombia-2010", "panama-2010", "mercosur-2011"], id="ended in a year"),
    pytest.param(Constraints(ended=period(2013, 3)), ["costa-rica-2011"], id="ended in a month"),
    pytest.param(Constraints(started=period(2009)), [], id="begun when none was"),
    pytest.param(Constraints(within=period(2014, 2)), ["argentina-brazil-2011", "peru-2013"], id="under way in a month"),
    pytest.param(Constraints(places=(country("PY"),)), ["paraguay-i-2011", "paraguay-ii-2015"], id="a country"),
    pytest.param(Constraints(places=(country("AR"), country("BR"))), ["argentina-brazil-2011"], id="two countries of one action"),
    pytest.param(Constraints(places=(country("MX"), country("PE"))), ["mexico-2015", "peru-2013"], id="either of two countries"),
    pytest.param(Constraints(places=(country("JP"),)), [], id="a country without an action"),
    pytest.param(Constraints(places=(Place(PlaceKind.BODY, "sica"),)), ["sica-2010"], id="a body"),
    pytest.param(Constraints(places=(Place(PlaceKind.REGION, "central-america"),)), ["costa-rica-2011", "panama-2010", "sica-2010"],
                 id="a region"),
]


@pytest.mark.parametrize("language", EACH)
@pytest.mark.parametrize(("constraints", "actions"), CONSTRAINTS)
def test_a_constraint_holds_exactly_whatever_the_readers_language(
        evidence: Evidence, constraints: Constraints, actions: list[str], language: Language) -> None:
    assert chosen(evidence, constraints, language=language) == actions


def test_open_and_ended_actions_are_all_actions(evidence: Evidence) -> None:
    both = [*chosen(evidence, Constraints(ongoing=True)), *chosen(evidence, Constraints(ongoing=False))]
    assert sorted(both) == sorted(a.id for a in evidence.library.actions)


BORDERS = {"en": "integrated border management", "es": "gestión integrada de fronteras", "fr": "gestion intégrée des frontières"}
MINORS = {"en": "unaccompanied minors", "es": "menores no acompañados", "fr": "mineurs non accompagnés"}


@pytest.mark.parametrize("language", EACH)
def test_a_term_selects_the_same_actions_in_every_language(evidence: Evidence, language: Language) -> None:
    minors = Term(MINORS[language], MINORS[language], ConceptId("unaccompanied-minor"))
    assert chosen(evidence, Constraints(), minors, language=language) == ["mexico-2015"]
    borders = Term(BORDERS[language], BORDERS[language], ConceptId("integrated-border-management"))
    assert set(chosen(evidence, Constraints(), borders, language=language)) == {"panama-2010", "sica-2010"}


@pytest.mark.parametrize(("language", "text"), [
    pytest.param("en", "trafficking in human beings", id="en"), pytest.param("es", "trata de seres humanos", id="es"),
    pytest.param("fr", "traite des êtres humains", id="fr"),
])
def test_the_name_of_a_theme_selects_by_theme(evidence: Evidence, language: Language, text: str) -> None:
    found = chosen(evidence, Constraints(), Term(text, text, ConceptId("trafficking-in-human-beings")), language=language)
    assert found == [a.id for a in evidence.library.actions if any("trafficking" in e.themes for e in a.editions)]
    assert {"argentina-brazil-2011", "colombia-2010", "costa-rica-2011", "peru-2013", "mercosur-2011"} <= set(found)


@pytest.mark.parametrize("language", EACH)
def test_a_term_and_a_constraint_must_both_hold(evidence: Evidence, language: Language) -> None:
    minors = Term(MINORS[language], MINORS[language], ConceptId("unaccompanied-minor"))
    assert chosen(evidence, Constraints(experts=experts("ES")), minors, language=language) == []
    assert chosen(evidence, Constraints(experts=experts("NL")), minors, language=language) == ["mexico-2015"]


def test_a_name_that_no_action_speaks_of_selects_none(evidence: Evidence) -> None:
    assert chosen(evidence, Constraints(), Term("Krakatoa", "krakatoa", name=True)) == []


@pytest.mark.parametrize("language", EACH)
def test_a_verb_selects_nothing(evidence: Evidence, language: Language) -> None:
    verb = Term("run", "run", verb=True)
    assert applied(asking(evidence, Constraints(), verb, language=language)) == ()
    assert len(chosen(evidence, Constraints(), verb, language=language)) == 12


def test_a_term_of_the_field_is_applied_or_said_to_be_left_out(evidence: Evidence) -> None:
    terms = (Term("climate change", "climate change", ConceptId("climate-change")), Term("experts", "experts", ConceptId("expert")),
             Term("officials", "officials", ConceptId("official")))
    asked = asking(evidence, Constraints(phase=2), *terms)
    assert set(applied(asked)) | set(left_out(asked)) == set(terms)
    assert not set(applied(asked)) & set(left_out(asked))
