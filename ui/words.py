"""The words of the page in each language, and which of them a visitor is shown first."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingest.types import LANGUAGES, Language, Section

_TEXTS = Path(__file__).parent / "texts"
NAMES: Mapping[Language, str] = {"en": "English", "es": "Español", "fr": "Français"}  # each in itself, as a selector shows them


@dataclass(frozen=True, slots=True)
class Words:
    """One file of ui/texts; a key missing there or too many is a TypeError."""

    title: str
    subtitle: str
    language: str
    language_note: str
    conversation: str
    welcome: str
    question: str
    placeholder: str
    send: str
    new_conversation: str
    examples_heading: str
    examples: tuple[str, ...]
    sources: str
    sources_hint: str
    no_sources: str
    original: str
    translation: str
    translation_note: str
    edition: str
    page: str
    back: str
    trouble: str
    languages: Mapping[Language, str]
    sections: Mapping[Section, str]


@cache
def words(language: Language) -> Words:
    table = tomllib.loads((_TEXTS / f"{language}.toml").read_text(encoding="utf-8"))
    table["examples"] = tuple(table["examples"])
    return Words(**table)


def preferred(accept_language: str) -> Language:
    """The visitor's first choice among ours, by an Accept-Language header; English where it names none.

    The greatest weight wins, ties keep the header's order; a weight that is no number counts as 0.
    """
    choices = [(_weight(part), part.split(";")[0].strip().lower().split("-")[0]) for part in accept_language.split(",")]
    ranked = sorted((c for c in choices if c[0] > 0), key=lambda choice: -choice[0])
    return next((language for _, tag in ranked for language in LANGUAGES if language == tag), "en")


def _weight(part: str) -> float:
    _, given, value = part.partition(";q=")
    try:
        return float(value) if given else 1.0
    except ValueError:
        return 0.0
