"""`python -m ingest [FOLDER]`: bring the index up to date, or list what it holds."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from ingest.catalog import as_dict, summary
from ingest.embed import BUNDLED, load_encoder
from ingest.errors import MieuxError
from ingest.sync import INDEX, ingest, open_index
from ingest.tables import DATA


def main(
    folder: Annotated[Path, typer.Argument(help="Where the documents are; data/ unless given.")] = DATA,
    index: Annotated[Path, typer.Option(help="Where the index is kept.")] = INDEX,
    model: Annotated[
        str, typer.Option(envvar="MIEUX_EMBEDDING_MODEL", help="Path or hub name of a sentence-transformers model."),
    ] = str(BUNDLED),
    list_: Annotated[bool, typer.Option("--list", help="Print the actions of the index instead of building it.")] = False,
    json_: Annotated[bool, typer.Option("--json", help="With --list: every field, as JSON.")] = False,
) -> None:
    """Read the documents of a folder into the index that questions are answered from."""
    try:
        encoder = load_encoder(model)
        if list_:
            library = open_index(index, encoder).library
            print(json.dumps(as_dict(library), ensure_ascii=False, indent=1) if json_ else summary(library))
            return
        with Progress(TextColumn("{task.description:10}"), BarColumn(), MofNCompleteColumn(), console=Console(stderr=True)) as bar:
            tasks: dict[str, TaskID] = {}

            def show(stage: str, done: int, total: int) -> None:
                if stage not in tasks:
                    tasks[stage] = bar.add_task(stage, total=total)
                bar.update(tasks[stage], completed=done)

            opened, changes = ingest(folder, index, encoder, show)
        print(f"{len(changes.added)} added, {len(changes.changed)} changed, {len(changes.removed)} removed, "
              f"{len(changes.unchanged)} unchanged.")
        print(summary(opened.library))
    except MieuxError as error:
        print(error, file=sys.stderr)
        raise typer.Exit(2) from error


if __name__ == "__main__":
    typer.run(main)
