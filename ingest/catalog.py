"""The library as plain data and as a short table: ISO dates and country codes."""

from typing import Any

from ingest.types import Action, Document, Edition, Library, Section
from ingest.words import squash


def as_dict(library: Library) -> dict[str, Any]:
    """Every action with all its fields, its editions, and the documents."""
    return {"actions": [_action(a) for a in library.actions], "documents": [_document(d) for d in library.documents],
            "passages": len(library.passages)}


def _action(action: Action) -> dict[str, Any]:
    return {"id": action.id, **_fields(action.original),
            "editions": [{"document": e.document, "language": e.language, **_fields(e)} for e in action.editions]}


def _fields(edition: Edition) -> dict[str, Any]:
    duration = edition.duration
    return {
        "title": edition.title, "topic": edition.topic, "places": list(edition.places), "bodies": list(edition.bodies),
        "phase": edition.phase, "themes": list(edition.themes),
        "objective": [squash(p.text) for p in edition.section(Section.OBJECTIVE)],
        "summary": [squash(p.text) for p in edition.section(Section.SUMMARY, Section.ACTIVITY, Section.OUTPUTS)],
        "duration": {"start": duration.start.iso if duration.start else None, "end": duration.end.iso if duration.end else None,
                     "ongoing": duration.ongoing},
        "experts": [{"country": e.country, "kind": str(e.kind)} for e in edition.experts],
        "institutions": [{"name": i.name, "acronym": i.acronym} for i in edition.institutions],
        "activities": [{"dates": [p.iso for p in a.dates], "status": str(a.status), "text": squash(a.sentence.text),
                        "start": a.sentence.start, "end": a.sentence.end} for a in edition.activities],
        "outputs": [{"status": str(o.status), "text": squash(o.sentence.text), "start": o.sentence.start, "end": o.sentence.end}
                    for o in edition.outputs],
    }


def _document(document: Document) -> dict[str, Any]:
    return {"id": document.id, "language": document.language, "original": document.original, "sha256": document.sha256,
            "downloads": [{"title": d.title, "languages": list(d.languages)} for d in document.downloads], "funding": document.funding}


def summary(library: Library) -> str:
    """A line for each action: id, dates, languages of its editions; and the counts."""
    lines = [f"{len(library.actions)} actions, {len(library.documents)} documents, {len(library.passages)} passages."]
    for action in library.actions:
        duration = action.original.duration
        start = duration.start.iso if duration.start else "?"
        end = "ongoing" if duration.ongoing else duration.end.iso if duration.end else "?"
        dates = f"{start} – {end}"
        languages = " ".join(e.language for e in action.editions)
        lines.append(f"  {action.id:28} {dates:24} {len(action.editions)} editions: {languages}")
    return "\n".join(lines)
