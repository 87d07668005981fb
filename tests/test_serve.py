"""Starting the page: the index is built when there is none that fits, and otherwise left alone."""

import subprocess
import sys
from pathlib import Path

import pytest

from assistant.settings import Settings
from ui.serve import prepare


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "peru.txt").write_text(
        "Peru: Trafficking in Human Beings\n\nObjective: The aim was to help.\n\nSummary: A mission took place in April 2013.\n\n"
        "Duration: April 2013 - May 2014\n", encoding="utf-8")
    return Settings(folder=folder, index=tmp_path / "index")


def test_the_first_start_builds_the_index_and_says_how_far_it_is(settings: Settings) -> None:
    stages: list[str] = []
    prepare(settings, lambda stage, done, total: stages.append(stage))
    assert {"reading", "embedding", "storing"} <= set(stages)
    assert (settings.index / "current").is_file()


def test_a_later_start_leaves_the_index_as_it_is(settings: Settings) -> None:
    prepare(settings, lambda *_: None)
    before = (settings.index / "current").read_text(encoding="utf-8")
    stages: list[str] = []
    prepare(settings, lambda stage, done, total: stages.append(stage))
    assert stages == []
    assert (settings.index / "current").read_text(encoding="utf-8") == before


def test_a_folder_without_documents_is_a_clear_message_and_exit_code_2(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    run = subprocess.run([sys.executable, "-m", "ui", "--folder", str(empty), "--index", str(tmp_path / "index")],
                         cwd=Path(__file__).parent.parent, capture_output=True, text=True, timeout=120, check=False)
    assert run.returncode == 2
    assert "No documents in" in run.stderr and "Traceback" not in run.stderr
