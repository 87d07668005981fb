"""The cases, the measures, the run and the report, with fakes for whoever answers."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.types import Answer, Citation, EditionQuote, Turn
from evals import metrics
from evals.__main__ import app
from evals.cases import CASES, HALVES, Case, half_of, load_cases, load_halves
from evals.metrics import Share, Verdict
from evals.report import markdown, record
from evals.run import Outcome, run
from evals.score import Scored, score
from ingest.errors import BadInput
from ingest.types import LANGUAGES, ActionId, DocumentId, Language, Section

PANAMA, SICA, PERU = ActionId("panama-2010"), ActionId("sica-2010"), ActionId("peru-2013")
ORIGINAL, SPANISH = DocumentId("reports/r.en.txt"), DocumentId("reports/r.es.txt")
TEXTS = {ORIGINAL: "A three-day workshop took\u00a0place in Panama City.", SPANISH: "Un taller de tres días tuvo lugar en Panamá."}

CASE = Case(id="a", language="en", turns=("How long was the workshop?",), kind="duration", actions=(PANAMA,),
            required=(("three days", "3 days"),), forbidden=("five days",), answerable=True)
UNANSWERABLE = Case(id="u", language="en", turns=("What did it cost?",), kind="number", actions=(), required=(),
                    forbidden=("€", " euros", "30"), answerable=False)
CITATION = Citation(action=PANAMA, title="Panama", document=ORIGINAL, language="en", section=Section.SUMMARY,
                    quote="workshop took place", start=12, end=31, edition=EditionQuote(SPANISH, "es", "tuvo lugar", 23, 33), marker=1)
RIGHT = Answer("The workshop lasted three days [1].", "en", True, (PANAMA,), (CITATION,))
REFUSAL = Answer("The documents do not say what it cost.", "en", False)
LINE = {"id": "x-1", "language": "es", "turns": ["¿Cuándo?"], "kind": "date", "actions": ["peru-2013"], "required": [["abril de 2013"]],
        "forbidden": [], "answerable": True, "documents": [], "note": ""}


def write(path: Path, *lines: dict[str, object] | str) -> Path:
    path.write_text("".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines), encoding="utf-8")
    return path


# Cases

def test_the_projects_own_cases_load_and_are_balanced_over_languages() -> None:
    for cases in load_halves().values():
        assert len({Counter(c.language for c in cases)[code] for code in LANGUAGES}) == 1
        assert sum(c.answerable for c in cases) >= 90
        assert sum(not c.answerable for c in cases) >= 15


def test_no_question_stands_in_both_halves() -> None:
    dev, test = (load_halves()[half] for half in HALVES)
    held_out = {c.turns for c in test}
    assert [c.id for c in dev if c.turns in held_out] == []


def test_a_line_becomes_a_case_with_its_groups_of_alternatives(tmp_path: Path) -> None:
    [case] = load_cases([write(tmp_path / "a.dev.jsonl", "", {**LINE, "required": [["a", "b"], ["c"]], "turns": ["one", "two"]})])
    assert (case.required, case.question, case.language) == ((("a", "b"), ("c",)), "two", "es")


@pytest.mark.parametrize(("line", "message"), [
    pytest.param("{not json", "JSON", id="not JSON"),
    pytest.param("[]", "object", id="a list"),
    pytest.param({k: v for k, v in LINE.items() if k != "kind"}, "kind", id="a field lacks"),
    pytest.param({**LINE, "expected": []}, "expected", id="an unknown field"),
    pytest.param({**LINE, "language": "de"}, "language", id="a fourth language"),
    pytest.param({**LINE, "answerable": "yes"}, "answerable", id="a word for a truth value"),
    pytest.param({**LINE, "required": ["abril"]}, "required.0", id="a group that is a string"),
    pytest.param({**LINE, "required": [[]]}, "empty group", id="an empty group"),
    pytest.param({**LINE, "forbidden": [" "]}, "empty string", id="an empty string forbidden"),
    pytest.param({**LINE, "turns": []}, "turns", id="no question"),
    pytest.param({**LINE, "id": " "}, "id", id="an empty id"),
    pytest.param({**LINE, "required": []}, "answerable", id="answerable, but nothing required"),
    pytest.param({**LINE, "answerable": False}, "answerable", id="unanswerable, but something required"),
])
def test_a_line_that_is_no_case_is_named_by_file_and_line(tmp_path: Path, line: dict[str, object] | str, message: str) -> None:
    path = write(tmp_path / "a.dev.jsonl", {**LINE, "id": "first"}, "", line)
    with pytest.raises(BadInput, match=message) as error:
        load_cases([path])
    assert f"{path}, line 3: " in str(error.value)
    assert "Correct the line" in str(error.value)


def test_an_id_used_twice_is_refused_also_over_the_halves(tmp_path: Path) -> None:
    write(tmp_path / "a.dev.jsonl", LINE)
    path = write(tmp_path / "a.test.jsonl", LINE)
    with pytest.raises(BadInput, match=r"a\.test\.jsonl, line 1: the id x-1 was used before, in .*a\.dev\.jsonl, line 1"):
        load_halves(tmp_path, ["dev"])
    with pytest.raises(BadInput, match="x-1"):
        load_cases([path, path])


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "latin1.dev.jsonl").write_bytes("é".encode("latin-1"))
    for name in ("missing.dev.jsonl", "latin1.dev.jsonl"):
        with pytest.raises(BadInput, match=name):
            load_cases([tmp_path / name])


def test_a_half_is_told_by_the_file_name(tmp_path: Path) -> None:
    assert half_of(Path("asia.dev.jsonl")) == "dev"
    assert half_of(Path("asia.test.jsonl")) == "test"
    with pytest.raises(BadInput, match="dev or test"):
        half_of(Path("asia.jsonl"))
    write(tmp_path / "a.dev.jsonl", LINE)
    assert list(load_halves(tmp_path)) == ["dev"]
    with pytest.raises(BadInput, match="--cases"):
        load_halves(tmp_path, ["test"])


# Measures

@pytest.mark.parametrize(("text", "wanted", "expected"), [
    pytest.param("Se celebró en JIMANÍ.", "jimani", True, id="case and accents"),
    pytest.param("en abril\u00a0de\n2013", "abril de  2013", True, id="white space"),
    pytest.param("Les documents d’identité", "documents d'identité", True, id="a curly apostrophe"),
    pytest.param("10–14 May 2010", "10-14 May 2010", True, id="a dash"),
    pytest.param("over [1] 30 officials", "over 30", True, id="a marker in between"),
    pytest.param("Argentinian officials", "Argentin", True, id="the beginning of a word"),
    pytest.param("dos acuerdos", "dos", True, id="a word"),
    pytest.param("los acuerdos", "dos", False, id="the end of a word"),
    pytest.param("in 2030", "30", False, id="the end of a figure"),
    pytest.param("300 people", "30", False, id="the beginning of a figure"),
    pytest.param("Madrid [30]", "30", False, id="the number of a marker"),
    pytest.param("ça coûte 5 €", " €", True, id="a sign"),
    pytest.param("anything", " ", False, id="nothing wanted"),
])
def test_text_is_compared_without_its_typography(text: str, wanted: str, expected: bool) -> None:
    assert metrics.holds(text, wanted) is expected


@pytest.mark.parametrize(("answer", "expected"), [
    pytest.param(RIGHT, Verdict.RIGHT, id="right"),
    pytest.param(replace(RIGHT, text="It took 3 days [1]."), Verdict.RIGHT, id="another alternative"),
    pytest.param(replace(RIGHT, text="The workshop was long [1]."), Verdict.WRONG, id="required content lacks"),
    pytest.param(replace(RIGHT, text="Three days, or five days [1]."), Verdict.WRONG, id="forbidden content"),
    pytest.param(replace(RIGHT, actions=(SICA, PANAMA)), Verdict.WRONG, id="another action first"),
    pytest.param(replace(RIGHT, actions=()), Verdict.WRONG, id="no action"),
    pytest.param(replace(RIGHT, citations=()), Verdict.WRONG, id="no citation"),
    pytest.param(replace(RIGHT, citations=(replace(CITATION, action=SICA),)), Verdict.WRONG, id="another action cited first"),
    pytest.param(replace(RIGHT, actions=(PANAMA, SICA)), Verdict.RIGHT, id="another action second"),
    pytest.param(replace(RIGHT, found=False), Verdict.MISSING, id="refused"),
    pytest.param(None, Verdict.FAILED, id="an error"),
])
def test_the_verdict_on_an_answerable_question(answer: Answer | None, expected: Verdict) -> None:
    assert metrics.verdict(CASE, answer) is expected


@pytest.mark.parametrize(("answer", "expected"), [
    pytest.param(REFUSAL, Verdict.RIGHT, id="refused"),
    pytest.param(replace(REFUSAL, text="Not found; the nearest is 30 people."), Verdict.WRONG, id="refused, but with what is forbidden"),
    pytest.param(replace(REFUSAL, text="Not found between 2030 and 2040."), Verdict.RIGHT, id="a figure within another"),
    pytest.param(RIGHT, Verdict.WRONG, id="answered"),
    pytest.param(None, Verdict.FAILED, id="an error"),
])
def test_the_verdict_on_an_unanswerable_question(answer: Answer | None, expected: Verdict) -> None:
    assert metrics.verdict(UNANSWERABLE, answer) is expected


@pytest.mark.parametrize(("actions", "expected"), [
    pytest.param((SICA, PANAMA), True, id="in another order"),
    pytest.param((PANAMA,), False, id="one lacks"),
    pytest.param((PANAMA, SICA, PERU), False, id="one too many"),
])
def test_several_expected_actions_are_all_named_and_no_other(actions: tuple[ActionId, ...], expected: bool) -> None:
    case = replace(CASE, actions=(PANAMA, SICA))
    assert metrics.action_right(case, replace(RIGHT, actions=actions)) is expected


def test_the_action_does_not_apply_where_none_is_expected_or_nothing_was_found() -> None:
    assert metrics.action_right(replace(CASE, actions=()), RIGHT) is None
    assert metrics.action_right(CASE, REFUSAL) is None
    assert metrics.verdict(replace(CASE, actions=()), RIGHT) is Verdict.RIGHT


@pytest.mark.parametrize(("language", "text", "expected"), [
    pytest.param("en", "The workshop took place in Panama [1].", True, id="en"),
    pytest.param("es", "El taller tuvo lugar en Panamá [1].", True, id="es"),
    pytest.param("fr", "L’atelier a eu lieu au Panama [1].", True, id="fr"),
    pytest.param("es", "The workshop took place in Panama [1].", False, id="English for Spanish"),
    pytest.param("fr", "El taller tuvo lugar en Panamá [1].", False, id="Spanish for French"),
    pytest.param("es", "El manual se titula “The handbook of the officials who work at the border and in the ministries”.", True, id="“ ”"),
    pytest.param("fr", "Le texte dit : « the workshop was held in the capital of the country by the experts ».", True, id="« »"),
    pytest.param("en", "“El taller tuvo lugar en Panamá” [1]", None, id="nothing but a quote"),
])
def test_language_is_judged_by_the_answers_own_words(language: Language, text: str, expected: bool | None) -> None:
    assert metrics.language_right(replace(CASE, language=language), Answer(text, language, True)) is expected


@pytest.mark.parametrize(("citation", "expected"), [
    pytest.param(CITATION, Share(2, 2), id="both verbatim"),
    pytest.param(replace(CITATION, edition=None), Share(1, 1), id="no edition"),
    pytest.param(replace(CITATION, quote="workshop took  place"), Share(2, 2), id="white space"),
    pytest.param(replace(CITATION, quote="workshop takes place"), Share(1, 2), id="one word altered"),
    pytest.param(replace(CITATION, start=13, end=32), Share(1, 2), id="shifted by one"),
    pytest.param(replace(CITATION, start=0, end=0, quote=""), Share(1, 2), id="an empty quote"),
    pytest.param(replace(CITATION, document=DocumentId("gone")), Share(1, 2), id="an unknown document"),
    pytest.param(replace(CITATION, edition=EditionQuote(SPANISH, "es", "tuvo  lugar", 0, 10)), Share(1, 2), id="the edition elsewhere"),
])
def test_quotes_are_held_against_the_document_at_their_offsets(citation: Citation, expected: Share) -> None:
    assert metrics.quote_fidelity(replace(RIGHT, citations=(citation,)), TEXTS) == expected


def test_quote_fidelity_does_not_apply_without_quotes() -> None:
    assert metrics.quote_fidelity(REFUSAL, TEXTS) is None


@pytest.mark.parametrize(("answer", "expected"), [
    pytest.param(RIGHT, True, id="agree"),
    pytest.param(replace(RIGHT, text="Three days [2]."), False, id="shifted by one"),
    pytest.param(replace(RIGHT, text="Three days."), False, id="a citation without a marker"),
    pytest.param(replace(RIGHT, text="Three days.", citations=()), False, id="found, not cited"),
    pytest.param(replace(RIGHT, citations=(CITATION, CITATION)), False, id="one marker, two citations"),
    pytest.param(REFUSAL, None, id="nothing found, nothing cited"),
])
def test_markers_and_citations_answer_each_other(answer: Answer, expected: bool | None) -> None:
    assert metrics.markers_right(answer) is expected


def test_crag_counts_a_refusal_as_nothing_and_an_error_as_a_refusal() -> None:
    assert metrics.crag_score([Verdict.RIGHT, Verdict.RIGHT, Verdict.MISSING, Verdict.WRONG]) == 0.25
    assert metrics.crag_score([Verdict.FAILED, Verdict.RIGHT]) == 0.5
    assert metrics.crag_score([Verdict.WRONG]) == -1
    assert metrics.crag_score([]) is None


def test_what_does_not_apply_is_not_counted_as_zero() -> None:
    assert metrics.share([True, None, False, None, True]) == Share(2, 3)
    assert metrics.share([None]) is None


@pytest.mark.parametrize(("of", "low", "high"), [
    pytest.param(Share(81, 263), 0.2553, 0.3662, id="Newcombe 1998, first example"),
    pytest.param(Share(15, 148), 0.0624, 0.1605, id="second"),
    pytest.param(Share(0, 20), 0.0, 0.1611, id="none"),
    pytest.param(Share(1, 29), 0.0061, 0.1718, id="one"),
    pytest.param(Share(29, 29), 0.8830, 1.0, id="all"),
])
def test_wilson_intervals_are_those_of_the_literature(of: Share, low: float, high: float) -> None:
    assert metrics.wilson(of) == pytest.approx((low, high), abs=5e-5)


def test_percentiles_are_values_that_were_measured() -> None:
    assert metrics.percentile([4, 1, 3, 2], 50) == 2
    assert metrics.percentile(range(1, 101), 95) == 95
    assert metrics.percentile([1, 2, 3], 50) == 2
    assert metrics.percentile([7], 95) == 7
    assert metrics.percentile([], 50) is None


# Run

class Recorder:
    """Answers in the order of its replies and keeps what it was asked."""

    def __init__(self, *replies: Answer | Exception) -> None:
        self.replies = list(replies)
        self.asked: list[tuple[str, tuple[Turn, ...], Language | None]] = []

    def __call__(self, question: str, *, history: Sequence[Turn] = (), language: Language | None = None) -> Answer:
        self.asked.append((question, tuple(history), language))
        reply = self.replies.pop(0)
        if isinstance(reply, Exception):
            raise reply
        return reply


def test_earlier_turns_are_asked_first_and_become_the_history() -> None:
    ask = Recorder(RIGHT, REFUSAL, RIGHT)
    [outcome] = run(ask, [replace(CASE, turns=("one", "two", "three"))])
    first, second = Turn("one", "en", (PANAMA,)), Turn("two", "en", ())
    assert ask.asked == [("one", (), None), ("two", (first,), None), ("three", (first, second), None)]
    assert outcome.answer is RIGHT


def test_only_the_last_turn_is_timed() -> None:
    ticks = iter([0.0, 10.0, 10.5])
    [outcome] = run(Recorder(RIGHT, RIGHT), [replace(CASE, turns=("one", "two"))], clock=lambda: next(ticks))
    assert outcome.seconds == 0.5


def test_an_error_is_the_outcome_of_its_case_and_the_rest_still_runs() -> None:
    failed, answered = run(Recorder(ValueError("no such month"), RIGHT), [CASE, CASE])
    assert (failed.answer, failed.error) == (None, "ValueError: no such month")
    assert (answered.answer, answered.error) == (RIGHT, "")


def test_a_refused_question_is_an_error_of_its_case_too() -> None:
    [outcome] = run(Recorder(BadInput("Too long.")), [replace(CASE, turns=("one", "two"))])
    assert outcome.error == "BadInput: Too long."


# Score and report

def scored(case: Case, answer: Answer | None, error: str = "") -> Scored:
    return score(Outcome(case, answer, 0.25, error), TEXTS)


SCORES = [
    scored(CASE, RIGHT),
    scored(replace(CASE, id="b"), replace(RIGHT, text="Five days [1].", actions=(SICA,))),
    scored(replace(CASE, id="c", language="es", turns=("¿Y antes?", "¿Cuánto duró?")), replace(REFUSAL, text="No consta en el informe.")),
    scored(UNANSWERABLE, REFUSAL),
    scored(replace(UNANSWERABLE, id="v"), RIGHT),
    scored(replace(CASE, id="f", language="fr"), None, "ValueError: no such month"),
]

REPORT = """\
# dev half

Answered right, the right action first, in the language of the question: 1 of 4.
Answered although the documents do not tell: 1 of 2.

| language | n | right | missing | wrong | failed | score | right, 95 % interval |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
| en | 4 | 2 | 0 | 2 | 0 | +0.00 | 15–85 % |
| es | 1 | 0 | 1 | 0 | 0 | +0.00 | 0–79 % |
| fr | 1 | 0 | 0 | 0 | 1 | +0.00 | 0–79 % |
| all | 6 | 2 | 1 | 2 | 1 | +0.00 | 10–70 % |

| kind | n | right | missing | wrong | failed | score | right, 95 % interval |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
| duration | 4 | 1 | 1 | 1 | 1 | +0.00 | 5–70 % |
| number | 2 | 1 | 0 | 1 | 0 | +0.00 | 9–91 % |
| all | 6 | 2 | 1 | 2 | 1 | +0.00 | 10–70 % |

- Coverage (answerable questions that got an answer): 2 of 3
- Right action first, where something was found: 1 of 2
- Language of the answer right: en 4 of 4, es 1 of 1, fr not applicable
- Quotes verbatim in their document: 6 of 6
- Markers and citations agree: 3 of 3
- Time to answer: p50 0.25 s, p95 0.25 s

## Misses: 4

### b · en · duration · wrong
- Question: How long was the workshop?
- Expected: panama-2010; “three days” or “3 days”; not “five days”
- Amiss: lacks “three days”; says “five days”; another action, or none cited first
- Answer: Five days [1]. (sica-2010)
- Citations:
  - [1] panama-2010, reports/r.en.txt, summary: “workshop took place”

### c · es · duration · missing
- Question: ¿Y antes? → ¿Cuánto duró?
- Expected: panama-2010; “three days” or “3 days”; not “five days”
- Amiss: nothing found
- Answer: No consta en el informe.
- Citations: none

### v · en · number · wrong
- Question: What did it cost?
- Expected: no answer; not “€”; not “ euros”; not “30”
- Amiss: answered what the documents do not tell
- Answer: The workshop lasted three days [1]. (panama-2010)
- Citations:
  - [1] panama-2010, reports/r.en.txt, summary: “workshop took place”

### f · fr · duration · failed
- Question: How long was the workshop?
- Expected: panama-2010; “three days” or “3 days”; not “five days”
- Amiss: ValueError: no such month
"""


def test_the_report_reads_as_it_should() -> None:
    assert markdown("dev half", SCORES, misses=True) == REPORT


def test_misses_that_are_not_shown_are_counted_but_give_nothing_away() -> None:
    report = markdown("test half", SCORES, misses=False)
    assert report.endswith("Misses: 4, not shown (--misses shows them).\n")
    assert "days" not in report


@pytest.mark.parametrize("answer", [
    pytest.param(replace(RIGHT, text="El taller duró tres días; three days [1]."), id="another language"),
    pytest.param(replace(RIGHT, citations=(replace(CITATION, quote="altered"),)), id="a quote altered"),
    pytest.param(replace(RIGHT, text="It took three days [2]."), id="citations shifted"),
])
def test_right_in_content_is_still_a_miss_when_something_else_is_amiss(answer: Answer) -> None:
    one = scored(CASE, answer)
    assert one.verdict is Verdict.RIGHT
    assert one.missed
    assert "- Amiss: \n" not in markdown("dev half", [one], misses=True)


def test_an_answer_in_another_language_does_not_count_in_the_headline() -> None:
    report = markdown("dev half", [scored(replace(CASE, language="es"), RIGHT)], misses=False)
    assert "in the language of the question: 0 of 1" in report


def test_a_report_over_no_cases_says_not_applicable() -> None:
    assert "Time to answer: p50 not applicable" in markdown("dev half", [], misses=True)


def test_a_record_holds_words_only_when_asked_to() -> None:
    assert record(SCORES[0], texts=True)["text"] == RIGHT.text
    hidden = record(SCORES[0], texts=False)
    assert "days" not in json.dumps(hidden)
    assert (hidden["verdict"], hidden["found"], hidden["quotes_right"]) == ("right", True, True)


# Command line

def test_a_bad_case_is_told_on_stderr_with_exit_code_2(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["--cases", str(write(tmp_path / "a.dev.jsonl", "{}"))])
    assert result.exit_code == 2
    assert "a.dev.jsonl, line 1" in result.stderr
    assert result.stdout == ""


def test_no_index_is_told_on_stderr_with_exit_code_2(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["--index", str(tmp_path / "none"), "--cases", str(CASES)])
    assert result.exit_code == 2
    assert "python -m ingest" in result.stderr
