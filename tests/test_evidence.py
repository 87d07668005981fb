"""How well the sentences of the library support a question's words, in any language."""

import numpy as np
import pytest

from assistant.asking import Asking, ask
from assistant.evidence import Evidence, coverage
from assistant.statements import dated_in, has_place
from assistant.types import Asked, Constraints, Query, Term
from ingest.embed import load_words
from ingest.places import Place, PlaceKind
from ingest.types import LANGUAGES, ActionId, ConceptId, Language, Library, PartialDate, Period, Section

EACH = [pytest.param(code, id=code) for code in LANGUAGES]


@pytest.fixture(scope="module")
def evidence(library: Library) -> Evidence:
    return Evidence(library, load_words())


def asking(evidence: Evidence, language: Language, *terms: Term, constraints: Constraints | None = None) -> Asking:
    return ask(evidence, Query("", language, Asked.FACT, constraints or Constraints(), terms))


@pytest.mark.parametrize("language", EACH)
def test_every_sentence_stands_in_its_document(evidence: Evidence, library: Library, language: Language) -> None:
    texts = {d.id: d.text for d in library.documents}
    mine = [s for s in evidence.statements if s.language == language]
    assert mine
    assert [s for s in mine if texts[s.document][s.sentence.start:s.sentence.end] != s.sentence.text] == []


@pytest.mark.parametrize(("language", "text", "concept", "action"), [
    pytest.param("en", "unaccompanied minors", "unaccompanied-minor", "mexico-2015", id="en"),
    pytest.param("es", "menores no acompañados", "unaccompanied-minor", "mexico-2015", id="es"),
    pytest.param("fr", "mineurs non accompagnés", "unaccompanied-minor", "mexico-2015", id="fr"),
])
def test_a_term_of_the_glossary_is_supported_in_full_where_it_is_spoken_of(
        evidence: Evidence, language: Language, text: str, concept: str, action: str) -> None:
    asked = asking(evidence, language, Term(text, text, ConceptId(concept)))
    actions = evidence.library.actions
    covered = {a.id: asked.action_coverage(a) for a in actions}
    assert covered[ActionId(action)] == pytest.approx(1) == max(covered.values())
    assert asked.weigh(actions)[0].statement.action == evidence.library.action(ActionId(action))


@pytest.mark.parametrize(("language", "word"), [
    pytest.param("en", "volcano", id="en"), pytest.param("es", "volcán", id="es"), pytest.param("fr", "volcan", id="fr"),
])
def test_a_name_that_no_report_holds_is_unsupported_and_decisive(evidence: Evidence, language: Language, word: str) -> None:
    asked = asking(evidence, language, Term("Krakatoa", "krakatoa", name=True), Term(word, word))
    assert "Krakatoa" in [t.text for t in asked.unsupported(evidence.library.actions)]
    assert [t.text for t in asked.decisive(evidence.library.actions)] == ["Krakatoa"]


@pytest.mark.parametrize("language", EACH)
def test_supports_and_coverage_lie_between_nought_and_one(evidence: Evidence, language: Language) -> None:
    asked = asking(evidence, language, Term("border", "border"), Term("zzz", "zzz"), Term("2011", "2011", name=True))
    assert asked.supports.min() >= 0 and asked.supports.max() <= 1
    assert all(0 <= w.coverage <= 1.0001 for w in asked.weigh(evidence.library.actions))


def test_coverage_is_the_weighted_share_and_full_where_nothing_is_asked() -> None:
    weights, supports = np.array([3.0, 1.0], dtype=np.float32), np.array([[1.0, 0.0], [0.0, 1.0]], dtype=np.float32)
    assert coverage(weights, supports).tolist() == [0.75, 0.25]
    assert coverage(weights[:0], supports[:0]).tolist() == [1.0, 1.0]


@pytest.mark.parametrize("language", EACH)
def test_statements_are_weighed_best_first_in_the_readers_language(evidence: Evidence, language: Language) -> None:
    weighed = asking(evidence, language, Term("border", "border")).weigh(evidence.library.actions)
    assert {w.statement.language for w in weighed} == {language}
    assert [w.score for w in weighed] == sorted((w.score for w in weighed), reverse=True)


@pytest.mark.parametrize("language", EACH)
def test_a_place_of_the_question_raises_the_sentences_on_it(evidence: Evidence, language: Language) -> None:
    peru = Place(PlaceKind.COUNTRY, "PE")
    weighed = asking(evidence, language, constraints=Constraints(places=(peru,))).weigh(evidence.library.actions)
    assert "PE" in weighed[0].statement.places


def test_evidence_can_be_narrowed_to_some_actions_without_a_change_to_the_rest(evidence: Evidence) -> None:
    narrowed = evidence.only([ActionId("peru-2013")])
    assert [a.id for a in narrowed.library.actions] == ["peru-2013"]
    assert len(evidence.library.actions) == 12
    assert len(narrowed.statements) == len(evidence.statements)


@pytest.mark.parametrize(("place", "actions"), [
    pytest.param(Place(PlaceKind.COUNTRY, "AR"), {"argentina-brazil-2011"}, id="country"),
    pytest.param(Place(PlaceKind.NATIONALITY, "PY"), {"paraguay-i-2011", "paraguay-ii-2015"}, id="nationality"),
    pytest.param(Place(PlaceKind.BODY, "mercosur"), {"mercosur-2011"}, id="body"),
    pytest.param(Place(PlaceKind.REGION, "central-america"), {"costa-rica-2011", "panama-2010", "sica-2010"}, id="region and its body"),
    pytest.param(Place(PlaceKind.COUNTRY, "ES"), set(), id="a country that only sent experts"),
])
def test_an_action_has_the_places_where_it_took_place(library: Library, place: Place, actions: set[str]) -> None:
    assert {a.id for a in library.actions if has_place(a, place)} == actions


def period(*start: int) -> Period:
    return Period(PartialDate(*start), PartialDate(*start))


@pytest.mark.parametrize(("date", "asked", "inside"), [
    pytest.param(period(2011, 6), period(2011), True, id="month in its year"),
    pytest.param(period(2011), period(2011, 6), True, id="year and its month"),
    pytest.param(period(2010, 12, 31), period(2011), False, id="the day before"),
    pytest.param(period(2011, 6), period(2011, 7), False, id="next month"),
    pytest.param(Period(PartialDate(2010, 5), PartialDate(2011, 3)), period(2010, 10), True, id="a range around it"),
])
def test_dates_meet_where_they_share_a_day(date: Period, asked: Period, inside: bool) -> None:
    assert dated_in([date], asked) is inside


def test_no_date_lies_in_no_period() -> None:
    assert not dated_in([], period(2011))


def test_titles_are_statements_too(evidence: Evidence) -> None:
    titles = [s for s in evidence.statements if s.paragraph.section is Section.TITLE]
    assert len({(s.action.id, s.language) for s in titles if s.action}) == 36
