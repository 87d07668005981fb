"""The list of publications at the foot of a page: each title is followed by the codes of its languages."""

import re
from collections.abc import Iterator

import pycountry

from ingest.types import Download

_RUN = re.compile(r"(?P<title>\S.*?)\s*:?\s+(?P<codes>[a-z]{2}(?:\s+[a-z]{2})*)\s*$")
_TWO_ON_A_LINE = re.compile(r"(?<=\s)(?P<first>[a-z]{2})\s+(?P<second>[a-z]{2})\s+(?=[A-ZÀ-Ý])")


def parse_downloads(text: str) -> Iterator[Download]:
    """Two items may share a line; a line without codes is a title without languages."""
    for line in text.split("\n"):
        for item in _split(line):
            match = _RUN.match(item)
            codes = tuple(match["codes"].split()) if match else ()
            if match and all(is_language(code) for code in codes):
                yield Download(match["title"], codes)
            elif item:
                yield Download(item, ())


def _split(line: str) -> list[str]:
    cuts = [m.end() for m in _TWO_ON_A_LINE.finditer(line) if is_language(m["first"]) and is_language(m["second"])]
    return [line[a:b].strip() for a, b in zip([0, *cuts], [*cuts, len(line)], strict=True)]


def is_language(code: str) -> bool:
    return pycountry.languages.get(alpha_2=code) is not None
