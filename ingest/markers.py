"""The structure words of `markers.toml`, compiled once."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ingest.types import LANGUAGES, Language, Section


@dataclass(frozen=True, slots=True)
class Markers:
    labels: dict[str, Section]            # folded label -> the field it opens
    numbered_labels: dict[str, Section]
    page_lines: frozenset[str]
    funding: re.Pattern[str]
    ongoing: re.Pattern[str]
    since: re.Pattern[str]
    more_than: re.Pattern[str]            # before a number: it is an amount
    in_year: re.Pattern[str]              # before a number: it is a year
    counted: re.Pattern[str]              # after a number: it is an amount
    under_way: re.Pattern[str]
    planned: dict[Language, re.Pattern[str]]
    expert_nouns: frozenset[str]
    expert_sources: frozenset[str]
    expert_breaks: frozenset[str]
    expert_kinds: dict[str, frozenset[str]]
    institution_heads: dict[Language, tuple[str, ...]]
    institution_joins: dict[Language, frozenset[str]]
    output_verbs: dict[Language, tuple[str, ...]]


@cache
def markers() -> Markers:
    table = tomllib.loads(files("ingest").joinpath("markers.toml").read_text(encoding="utf-8"))
    time, experts, institutions = table["time"], table["experts"], table["institutions"]
    return Markers(
        labels=_sections(table["labels"]),
        numbered_labels=_sections(table["numbered_labels"]),
        page_lines=frozenset(table["page"]["lines"]),
        funding=re.compile("|".join(table["page"]["funding"])),
        ongoing=re.compile(rf"(?<![a-z])(?:{'|'.join(time['ongoing'])})"),
        since=re.compile("|".join(time["since"])),
        more_than=re.compile(rf"\b(?:{'|'.join(time['more_than'])})\s+$"),
        in_year=re.compile(rf"\b(?:{'|'.join(time['in_year'])})\s+$"),
        counted=re.compile(rf"\s+(?:{'|'.join(time['counted'])})\b"),
        under_way=re.compile("|".join(time["under_way"])),
        planned={code: re.compile("|".join(table["planned"][code])) for code in LANGUAGES},
        expert_nouns=frozenset(experts["nouns"]),
        expert_sources=frozenset(experts["sources"]),
        expert_breaks=frozenset(experts["breaks"]),
        expert_kinds={kind: frozenset(experts[kind]) for kind in ("ngo", "academic", "administration")},
        institution_heads={code: tuple(institutions[code]["heads"]) for code in LANGUAGES},
        institution_joins={code: frozenset(institutions[code]["joins"]) for code in LANGUAGES},
        output_verbs={code: tuple(table["output_verbs"][code]) for code in LANGUAGES},
    )


def _sections(table: dict[str, Any]) -> dict[str, Section]:
    return {label: Section(section) for section, labels in table.items() for label in labels}
