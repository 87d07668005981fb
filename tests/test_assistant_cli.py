"""`python -m assistant` as it is typed: what it prints, where, and with which exit code."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from assistant.settings import Settings
from ingest.embed import load_encoder
from ingest.sync import ingest
from ingest.types import DocumentId, Library

ROOT = Path(__file__).resolve().parent.parent
FIELDS = {"id", "text", "language", "found", "actions", "citations"}
CITATION = {"marker", "action", "document", "section", "quote", "start", "end"}


def ask(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run([sys.executable, "-m", "assistant", *map(str, arguments)], capture_output=True, text=True, encoding="utf-8",
                          env=environment, check=False, timeout=300)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the project's own documents."""
    path = tmp_path_factory.mktemp("assistant-cli") / "index"
    settings = Settings(index=path)
    ingest(settings.folder, path, load_encoder(settings.embedding_model))
    return path


def batch(path: Path, *cases: dict[str, Any] | str) -> Path:
    lines = [case if isinstance(case, str) else json.dumps(case, ensure_ascii=False) for case in cases]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def answered(*arguments: str | Path) -> list[dict[str, Any]]:
    done = ask(*arguments)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def refused(done: subprocess.CompletedProcess[str], *said: str) -> None:
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert [words for words in said if words not in done.stderr] == []


# What goes right

@pytest.mark.parametrize(("question", "language", "date"), [
    pytest.param("When did the action in Bolivia end?", "en", "December 2010", id="en"),
    pytest.param("¿Cuándo terminó la acción de Bolivia?", "es", "diciembre de 2010", id="es"),
    pytest.param("Quand l’action en Bolivie s’est-elle terminée ?", "fr", "décembre 2010", id="fr"),
])
def test_an_answer_as_json_has_its_shape(index: Path, library: Library, question: str, language: str, date: str) -> None:
    [answer] = answered(question, "--index", index, "--json")
    assert set(answer) == FIELDS
    assert (answer["id"], answer["language"], answer["found"], answer["actions"]) == (None, language, True, ["bolivia-2010"])
    assert date in answer["text"]
    assert [c["marker"] for c in answer["citations"]] == [1]
    for citation in answer["citations"]:
        assert set(citation) >= CITATION
        assert library.document(DocumentId(citation["document"])).text[citation["start"]:citation["end"]] == citation["quote"]
        assert (citation["edition"] or {"language": "en"})["language"] == language


@pytest.mark.parametrize(("language", "text"), [
    pytest.param("en", "April 2011", id="en"), pytest.param("es", "abril de 2011", id="es"), pytest.param("fr", "avril 2011", id="fr"),
])
def test_an_answer_in_words_is_followed_by_its_sources(index: Path, language: str, text: str) -> None:
    done = ask("MERCOSUR", "--lang", language, "--index", index)
    assert (done.returncode, done.stderr) == (0, "")
    answer, *sources = done.stdout.split("\n\n")
    assert text in answer and "[1]" in answer
    assert sources and all(source.startswith(f"[{n}] ") for n, source in enumerate(sources, start=1))
    assert all("latin-america.en.txt" in source for source in sources)
    assert all((f"latin-america.{language}.txt" in source) for source in sources)


CASES = [
    {"id": "a", "question": "When did the action in Bolivia end?"},
    {"id": 2, "question": "¿Y de dónde eran los expertos?", "history": ["What did MIEUX do in Mexico?"]},
    {"question": "Et quand a-t-elle commencé ?", "history": ["What did MIEUX do in Mexico?", "¿Y de dónde eran los expertos?"]},
    {"id": "other", "question": "Et au Pérou ?", "history": ["What did MIEUX do in Mexico?"]},
    "",
    {"id": "empty", "question": " "},
    {"id": "foreign", "question": "Wann endete die Maßnahme in Bolivien?"},
    {"id": "earlier", "question": "And then?", "history": ["Wann endete die Maßnahme in Bolivien?"]},
    {"id": "last", "question": "Which actions had experts from Spain?", "history": ["What did MIEUX do in Mexico?"]},
]


@pytest.fixture(scope="module")
def batched(index: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return answered("--batch", batch(tmp_path_factory.mktemp("batch") / "cases.jsonl", *CASES), "--index", index)


def test_a_batch_gives_one_line_a_question_with_its_id(batched: list[dict[str, Any]]) -> None:
    assert [line["id"] for line in batched] == ["a", 2, None, "other", "empty", "foreign", "earlier", "last"]


def test_a_batch_answers_in_the_light_of_each_history(batched: list[dict[str, Any]]) -> None:
    found = {line["id"]: (line["language"], line["actions"]) for line in batched if "error" not in line}
    assert found["a"] == ("en", ["bolivia-2010"])
    assert found[2] == ("es", ["mexico-2015"])
    assert found[None] == ("fr", ["mexico-2015"])
    assert found["other"] == ("fr", ["peru-2013"])
    assert (found["last"][0], len(found["last"][1])) == ("en", 7)


def test_a_line_that_cannot_be_answered_gives_its_error_in_its_place(batched: list[dict[str, Any]]) -> None:
    errors = {line["id"]: line["error"] for line in batched if "error" in line}
    assert set(errors) == {"empty", "foreign", "earlier"}
    assert all(name in errors["foreign"] for name in ("English", "español", "français"))


def test_a_search_in_a_batch_prints_ranked_passages(index: Path, library: Library, tmp_path: Path) -> None:
    questions = ["consular manual Bolivia", "menores no acompañados", "mineurs non accompagnés"]
    cases = batch(tmp_path / "cases.jsonl", *({"id": n, "question": q} for n, q in enumerate(questions)))
    lines = answered("--batch", cases, "--search", "4", "--index", index)
    assert [line["id"] for line in lines] == [0, 1, 2]
    assert [line["passages"][0]["action"] for line in lines] == ["bolivia-2010", "mexico-2015", "mexico-2015"]
    for passage in (p for line in lines for p in line["passages"]):
        assert library.document(passage["document"]).text[passage["start"]:passage["end"]] == passage["text"]
        assert {"rank", "score", "document", "action", "section", "language"} <= set(passage)
    assert [[p["rank"] for p in line["passages"]] for line in lines] == [[1, 2, 3, 4]] * 3


def test_a_single_search_prints_passages_instead_of_an_answer(index: Path) -> None:
    [found] = answered("unaccompanied minors", "--search", "2", "--json", "--index", index)
    assert [p["rank"] for p in found["passages"]] == [1, 2]
    assert found["passages"][0]["action"] == "mexico-2015"


def test_line_separators_within_a_question_do_not_break_its_line(index: Path, tmp_path: Path) -> None:
    cases = batch(tmp_path / "cases.jsonl", {"id": 1, "question": "When did the action\u2028in Bolivia\u0085end?"})
    assert [line["actions"] for line in answered("--batch", cases, "--index", index)] == [["bolivia-2010"]]


# What goes wrong

@pytest.mark.parametrize("arguments", [
    pytest.param(["When?", "--lang", "xx"], id="unknown"), pytest.param(["When?", "--lang", "en-GB"], id="with a region"),
])
def test_another_language_is_told_which_three_there_are(index: Path, arguments: list[str]) -> None:
    done = ask(*arguments, "--index", index)
    refused(done, "English (en)", "Spanish (es)", "French (fr)")
    assert done.stdout == ""


def test_neither_a_question_nor_a_batch_says_what_to_give(index: Path) -> None:
    refused(ask("--index", index), "question", "--batch")


def test_both_a_question_and_a_batch_are_too_much(index: Path, tmp_path: Path) -> None:
    cases = batch(tmp_path / "cases.jsonl", {"id": 1, "question": "When?"})
    done = ask("When?", "--batch", cases, "--index", index)
    refused(done, "--batch")
    assert done.stdout == ""


def test_without_an_index_it_says_what_to_run(tmp_path: Path) -> None:
    done = ask("When did the action in Bolivia end?", "--index", tmp_path / "none")
    refused(done, f"No index yet at {tmp_path / 'none'}", "python -m ingest")
    assert done.stdout == "" and not (tmp_path / "none").exists()


@pytest.mark.parametrize(("question", "said"), [
    pytest.param(" ", "Please type a question", id="spaces only"), pytest.param("a " * 25_000, "50000", id="50,000 characters"),
    pytest.param("\x01\x02", "not text", id="control characters"),
    pytest.param("Quando terminou a ação na Bolívia?", "English", id="Portuguese"),
])
def test_what_is_no_question_is_told_on_stderr(index: Path, question: str, said: str) -> None:
    done = ask(question, "--lang", "en", "--index", index)
    refused(done, said)
    assert done.stdout == ""


@pytest.mark.parametrize("number", ["0", "many"])
def test_a_number_of_passages_that_makes_no_sense_is_refused(index: Path, number: str) -> None:
    refused(ask("border", "--search", number, "--index", index), "--search")


@pytest.mark.parametrize("line", [
    pytest.param("no json", id="no JSON"), pytest.param('"a text"', id="a text"), pytest.param("[1, 2]", id="a list"),
    pytest.param('{"id": 2}', id="no question"), pytest.param('{"id": 2, "question": null}', id="question is null"),
    pytest.param('{"id": 2, "question": "When?", "history": "Mexico?"}', id="history is a text"),
    pytest.param('{"id": 2, "question": "When?", "history": null}', id="history is null"),
])
def test_a_bad_line_of_a_batch_is_named_by_its_number(index: Path, tmp_path: Path, line: str) -> None:
    cases = batch(tmp_path / "cases.jsonl", {"id": 1, "question": "MERCOSUR"}, line)
    refused(ask("--batch", cases, "--index", index), "cases.jsonl", "line 2", '"question"')


@pytest.mark.parametrize("make", [
    pytest.param(lambda path: None, id="missing file"), pytest.param(lambda path: path.mkdir(), id="a folder"),
    pytest.param(lambda path: path.write_bytes(b"\xff\xfe\x00"), id="not UTF-8"),
])
def test_a_batch_that_cannot_be_read_is_named(index: Path, tmp_path: Path, make) -> None:  # type: ignore[no-untyped-def]
    make(tmp_path / "cases.jsonl")
    done = ask("--batch", tmp_path / "cases.jsonl", "--index", index)
    refused(done, "cases.jsonl", "UTF-8")
    assert done.stdout == ""
