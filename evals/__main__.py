"""`python -m evals`: puts all cases to the assistant and says how good the answers are."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from assistant.answer import Assistant
from assistant.settings import Settings
from evals.cases import CASES, HALVES, Half, load_halves
from evals.report import markdown, record
from evals.run import run
from evals.score import Scored, score
from ingest.errors import BadInput, MieuxError


class Choice(StrEnum):
    DEV = "dev"
    TEST = "test"
    ALL = "all"


app = typer.Typer(add_completion=False)


@app.command()
def main(
    half: Annotated[Choice, typer.Option(help="Which half of the cases to run.")] = Choice.ALL,
    index: Annotated[Path | None, typer.Option(help="The index to ask; data/index unless given.")] = None,
    cases: Annotated[Path, typer.Option(
        help="A file of cases, or a folder of *.dev.jsonl and *.test.jsonl files.", show_default="evals/cases")] = CASES,
    misses: Annotated[bool | None, typer.Option(
        "--misses/--no-misses", help="List what was missed. Unless given: for dev only, so that nobody tunes on test.")] = None,
    json_file: Annotated[Path | None, typer.Option("--json", help="Also write one record a case to this file.")] = None,
) -> None:
    """Score the assistant on questions with known answers, by half, language and kind."""
    halves = tuple(h for h in HALVES if half.value in (h, "all"))
    shown: dict[Half, bool] = {h: (h == "dev") if misses is None else misses for h in HALVES}
    try:
        scores = _scores(index, cases, halves)
        typer.echo("\n".join(markdown(f"{h} half", scores[h], misses=shown[h]) for h in scores), nl=False)
        if json_file:
            _write(json_file, scores, shown)
    except MieuxError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error


def _scores(index: Path | None, where: Path, halves: tuple[Half, ...]) -> dict[Half, list[Scored]]:
    cases = load_halves(where, halves)
    assistant = Assistant.open(Settings(index=index) if index else Settings())
    texts = {document.id: document.text for document in assistant.library.documents}
    return {half: [score(outcome, texts) for outcome in run(assistant.ask, cases[half])] for half in cases}


def _write(path: Path, scores: dict[Half, list[Scored]], shown: dict[Half, bool]) -> None:
    records = {half: [record(s, texts=shown[half]) for s in scored] for half, scored in scores.items()}
    try:
        path.write_text(json.dumps(records, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise BadInput(f"{path} cannot be written ({error}). Choose another place: --json FILE.") from error


if __name__ == "__main__":
    app()
