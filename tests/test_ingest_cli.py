"""`python -m ingest` as it is typed: what it prints, where, and with which exit code."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ingest.places import country_names
from ingest.types import ExpertKind, Status

ROOT = Path(__file__).resolve().parent.parent
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
PERIOD = re.compile(rf"{DATE.pattern}(/{DATE.pattern})?")
FIELDS = {"title", "topic", "places", "bodies", "phase", "themes", "objective", "summary", "duration", "experts", "institutions",
          "activities", "outputs"}


def ingest(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run([sys.executable, "-m", "ingest", *map(str, arguments)], capture_output=True, text=True, encoding="utf-8",
                          env=environment, check=False, timeout=300)


@dataclass(frozen=True)
class Built:
    index: Path
    output: str


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """An index of the project's own documents, made by the command."""
    index = tmp_path_factory.mktemp("cli") / "index"
    done = ingest("--index", index)
    assert done.returncode == 0, done.stderr
    return Built(index, done.stdout)


@pytest.fixture(scope="module")
def listed(built: Built) -> dict[str, Any]:
    done = ingest("--index", built.index, "--list", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    table: dict[str, Any] = json.loads(done.stdout)
    return table


# What goes wrong

MISTAKES = [
    pytest.param(lambda folder: None, ["There is no folder", "Name a folder"], id="missing folder"),
    pytest.param(lambda folder: folder.mkdir(), ["No documents in", "Put reports there"], id="empty folder"),
    pytest.param(lambda folder: (folder.mkdir(), (folder / "scan.txt").write_bytes(b"\x89PNG\x00\x00")),
                 ["scan.txt", "plain text in UTF-8"], id="binary file"),
]


@pytest.mark.parametrize(("make", "said"), MISTAKES)
def test_a_mistake_is_told_on_stderr_with_what_to_do(tmp_path: Path, make: Callable[[Path], object], said: list[str]) -> None:
    make(tmp_path / "reports-here")
    done = ingest(tmp_path / "reports-here", "--index", tmp_path / "index")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    assert all(words in done.stderr for words in said), done.stderr


def test_listing_without_an_index_says_what_to_run(tmp_path: Path) -> None:
    done = ingest("--list", "--index", tmp_path / "none")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.strip() == f"No index yet at {tmp_path / 'none'}. Run: python -m ingest --index {tmp_path / 'none'}"
    assert not (tmp_path / "none").exists()


def test_a_missing_model_says_what_to_do(tmp_path: Path) -> None:
    done = ingest("--list", "--index", tmp_path, "--model", tmp_path / "none")
    assert (done.returncode, done.stdout) == (2, "")
    assert "MIEUX_EMBEDDING_MODEL" in done.stderr
    assert "Traceback" not in done.stderr


# What goes right

def test_a_build_reports_twelve_actions_with_three_editions_each(built: Built) -> None:
    lines = built.output.splitlines()
    assert lines[0] == "3 added, 0 changed, 0 removed, 0 unchanged."
    assert lines[1].startswith("12 actions, 3 documents, ")
    assert [line.endswith("3 editions: en es fr") for line in lines[2:]] == [True] * 12


def test_a_second_build_has_nothing_to_do(built: Built) -> None:
    pointer = (built.index / "current").read_text(encoding="utf-8")
    done = ingest("--index", built.index)
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "0 added, 0 changed, 0 removed, 3 unchanged.")
    assert (built.index / "current").read_text(encoding="utf-8") == pointer


def test_the_list_holds_every_action_with_all_its_fields_and_editions(listed: dict[str, Any]) -> None:
    assert set(listed) == {"actions", "documents", "passages"}
    assert len(listed["actions"]) == 12
    for action in listed["actions"]:
        assert set(action) == FIELDS | {"id", "editions"}
        assert [e["language"] for e in action["editions"]] == ["en", "es", "fr"]
        assert all(set(edition) == FIELDS | {"document", "language"} for edition in action["editions"])
        assert {key: action[key] for key in FIELDS} == {key: action["editions"][0][key] for key in FIELDS}


def editions(listed: dict[str, Any]) -> list[dict[str, Any]]:
    return [edition for action in listed["actions"] for edition in action["editions"]]


def test_the_list_gives_dates_in_iso(listed: dict[str, Any]) -> None:
    for edition in editions(listed):
        assert set(edition["duration"]) == {"start", "end", "ongoing"}
        assert all(date is None or DATE.fullmatch(date) for date in (edition["duration"]["start"], edition["duration"]["end"]))
        assert edition["duration"]["ongoing"] is (edition["duration"]["end"] is None)
        assert all(activity["dates"] and PERIOD.fullmatch(date) for activity in edition["activities"] for date in activity["dates"])


def test_the_list_gives_countries_as_iso_codes(listed: dict[str, Any]) -> None:
    for edition in editions(listed):
        assert edition["places"] or edition["bodies"]
        assert {*edition["places"], *(e["country"] for e in edition["experts"])} <= set(country_names())


def test_the_list_gives_kinds_and_statuses_as_they_are_named(listed: dict[str, Any]) -> None:
    for edition in editions(listed):
        assert {e["kind"] for e in edition["experts"]} <= set(ExpertKind)
        assert {x["status"] for x in [*edition["activities"], *edition["outputs"]]} <= set(Status)
        assert all(set(a) == {"dates", "status", "text", "start", "end"} for a in edition["activities"])
        assert all(set(o) == {"status", "text", "start", "end"} for o in edition["outputs"])
        assert all(set(i) == {"name", "acronym"} and i["name"] for i in edition["institutions"])
        assert edition["themes"] and all(edition["objective"]) and all(edition["summary"])


def test_the_list_holds_the_documents(listed: dict[str, Any]) -> None:
    assert {d["id"]: (d["language"], d["original"]) for d in listed["documents"]} == {
        "reports/latin-america.en.txt": ("en", None),
        "reports/latin-america.es.txt": ("es", "reports/latin-america.en.txt"),
        "reports/latin-america.fr.txt": ("fr", "reports/latin-america.en.txt"),
    }
    assert all(re.fullmatch(r"[0-9a-f]{64}", d["sha256"]) and len(d["downloads"]) == 8 and d["funding"] for d in listed["documents"])


def test_the_short_list_has_a_line_for_each_action(built: Built) -> None:
    done = ingest("--index", built.index, "--list")
    assert done.returncode == 0
    assert done.stdout == built.output.split("\n", 1)[1]
