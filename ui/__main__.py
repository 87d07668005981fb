"""python -m ui: the chat page. On the first start the index is built."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from assistant.settings import Settings
from ingest.errors import MieuxError
from ui.serve import prepare, serve


def main(
    index: Annotated[Path | None, typer.Option(help="Where the index is kept. (Default: data/index.)")] = None,
    folder: Annotated[Path | None, typer.Option(help="Where documents are read from to build the index. (Default: data.)")] = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on. The page asks for no password: leave it on this machine, or put "
                                                  "a proxy in front. (Default: 127.0.0.1.)")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on. (Default: 7860.)", min=1, max=65535)] = None,
) -> None:
    """Open the chat page; stop it with Ctrl+C."""
    given: dict[str, Any] = {"index": index, "folder": folder, "host": host, "port": port}
    console = Console(stderr=True)
    try:
        settings = Settings(**{name: value for name, value in given.items() if value is not None})
        with Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=console, transient=True) as bars:
            tasks: dict[str, TaskID] = {}

            def progress(stage: str, done: int, total: int) -> None:
                if stage not in tasks:
                    tasks[stage] = bars.add_task(f"Building the index: {stage}", total=total)
                bars.update(tasks[stage], completed=done, total=total)

            prepare(settings, progress)
        console.print(f"Opening http://{settings.host}:{settings.port} (stop with Ctrl+C)", highlight=False)
        serve(settings)
    except (MieuxError, ValidationError) as error:
        print(error, file=sys.stderr)
        raise typer.Exit(2) from error


if __name__ == "__main__":
    typer.run(main)
