"""Sentences of a paragraph, with offsets; a parenthesis after the full stop belongs to the sentence before it."""

import re

from ingest.types import Sentence
from ingest.words import fold

_END = re.compile(r"[.!?…]+(?:[\"'”’»)\]]|\s»)*(?=\s+[\"'“‘«\[¿¡]*\s?[\dA-ZÀ-Ý])")
_INITIALS = re.compile(r"[A-Z](?:\.[A-Z])*|[^\W\d_]")
_ABBREVIATIONS = frozenset((
    "mr mrs ms dr prof st no nos art vs e.g i.e etc p pp cf al approx dept gen "
    "sr sra dra ing lic ej ee uu n num m mm mme av ste s jr inc ltd hon"
).split())


def sentences(text: str, start: int = 0) -> list[Sentence]:
    """Sentences in order; `start` is added to their offsets. White space at the ends belongs to none."""
    cuts = [m.end() for m in _END.finditer(text) if not _abbreviated(text, m.start())]
    found = []
    for begin, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        piece = text[begin:end]
        lead = len(piece) - len(piece.lstrip())
        if piece.strip():
            found.append(Sentence(start + begin + lead, start + begin + lead + len(piece.strip()), piece.strip()))
    return found


def _abbreviated(text: str, stop: int) -> bool:
    """Whether the full stop at `stop` ends an abbreviation or an initial rather than a sentence."""
    word = re.search(r"[^\s(«“\"]*$", text[:stop])
    last = word[0] if word else ""
    return fold(last) in _ABBREVIATIONS or _INITIALS.fullmatch(last) is not None
