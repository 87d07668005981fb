"""`python -m assistant "QUESTION"`: one answer, or one answer a line for a file of questions."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.answer import Assistant, as_json
from assistant.settings import Settings
from assistant.types import Answer, Hit, Turn
from ingest.errors import BadInput, MieuxError
from ingest.types import LANGUAGES, Language


def main(
    question: Annotated[str | None, typer.Argument(help="What to ask, in English, Spanish or French.")] = None,
    lang: Annotated[str | None, typer.Option(help="en, es or fr, for a question whose language is in doubt.")] = None,
    index: Annotated[Path | None, typer.Option(help="Where the index is.")] = None,
    json_: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
    batch: Annotated[
        Path | None, typer.Option(help='JSON lines {"id", "question", "history": [earlier questions]}; one answer a line.')
    ] = None,
    search: Annotated[int | None, typer.Option(min=1, help="Print this many ranked passages instead of an answer.")] = None,
) -> None:
    """Answer from the reports, with citations."""
    try:
        language = _language(lang)
        if (question is None) == (batch is None):
            raise BadInput('Give a question or --batch FILE, for example: python -m assistant "When did the Peru action start?"')
        settings = Settings() if index is None else Settings(index=index)
        assistant = Assistant.open(settings)
        if batch is not None:
            for line in _batch(assistant, batch, language, search):
                print(line, flush=True)
        elif search is not None:
            hits = assistant.search(question or "", search, language)
            print(json.dumps({"id": None, "passages": _passages(hits)}, ensure_ascii=False) if json_ else _readable(hits))
        else:
            answer = assistant.ask(question or "", language=language)
            print(as_json(answer) if json_ else with_sources(answer))
    except MieuxError as error:
        print(error, file=sys.stderr)
        raise typer.Exit(2) from error


def _language(code: str | None) -> Language | None:
    found = next((language for language in LANGUAGES if language == code), None)
    if code is not None and found is None:
        raise BadInput(f"--lang {code}: this assistant speaks English (en), Spanish (es) and French (fr).")
    return found


def _batch(assistant: Assistant, path: Path, language: Language | None, search: int | None) -> Iterator[str]:
    """A line that cannot be answered gives its error in the answer's place, so that lines keep in step."""
    for id, question, history in _cases(path):
        try:
            if search is not None:
                yield json.dumps({"id": id, "passages": _passages(assistant.search(question, search, language))}, ensure_ascii=False)
                continue
            turns: list[Turn] = []
            for earlier in history:
                answer = assistant.ask(earlier, history=turns, language=language)
                turns.append(Turn(earlier, answer.language, answer.actions))
            yield as_json(assistant.ask(question, history=turns, language=language), id)
        except BadInput as error:
            yield json.dumps({"id": id, "error": str(error)}, ensure_ascii=False)


def _cases(path: Path) -> Iterator[tuple[Any, str, list[str]]]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{path} cannot be read ({error}). Give a file of JSON lines in UTF-8.") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            case = json.loads(line)
            question, history = case["question"], case.get("history", [])
            if not isinstance(question, str) or not isinstance(history, list) or not all(isinstance(q, str) for q in history):
                raise TypeError("question is text, history a list of texts")
            yield case.get("id"), question, history
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BadInput(f'{path}, line {number}: expected {{"id": ..., "question": ..., "history": [...]}}.') from error


def _passages(hits: list[Hit]) -> list[dict[str, Any]]:
    return [
        {
            "rank": rank,
            "score": round(hit.score, 4),
            "document": hit.passage.document,
            "action": hit.passage.action,
            "section": str(hit.passage.section),
            "language": hit.passage.language,
            "start": hit.passage.start,
            "end": hit.passage.end,
            "text": hit.passage.text,
        }
        for rank, hit in enumerate(hits, start=1)
    ]


def _readable(hits: list[Hit]) -> str:
    return "\n\n".join(
        f"{rank}. {hit.passage.document} · {hit.passage.section} · {hit.score:.2f}\n{hit.passage.text}"
        for rank, hit in enumerate(hits, start=1)
    )


def with_sources(answer: Answer) -> str:
    """The answer, then each source: action, section, original quotation, document, and the reader's edition."""
    lines = [answer.text]
    for c in answer.citations:
        lines += ["", f"[{c.marker}] {c.title} · {c.section} · {c.document}", f"    “{' '.join(c.quote.split())}”"]
        if c.edition:
            lines.append(f"    {c.edition.document}: “{' '.join(c.edition.quote.split())}”")
    return "\n".join(lines)


if __name__ == "__main__":
    typer.run(main)
