"""Plain text in UTF-8: blocks are the runs of lines between empty ones.

A head of the form `Original: latin-america.en.txt` says that the document translates another;
the lines up to the first empty one are then a notice, not part of the report.
"""

import re
import unicodedata
from pathlib import PurePosixPath

from ingest.errors import Unreadable
from ingest.language import detect
from ingest.types import Document, DocumentId, Paragraph, Section

_HEAD = re.compile(r"Original\s?: *(?P<name>\S+) *\n(?:[^\n]*\S[^\n]*\n)*")
_BLOCK = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")
_LONGEST = 5_000_000  # characters; more is no report


def read(id: DocumentId, content: bytes, sha256: str) -> Document:
    """Offsets count code points of the decoded text, line ends included as they are. Raises Unreadable."""
    text = decode(id, content)
    head = _HEAD.match(text)
    original = DocumentId(str(PurePosixPath(id).parent / head["name"])) if head else None
    start = head.end() if head else 0
    blocks = tuple(Paragraph(Section.TEXT, m.start(), m.end(), m[0]) for m in _BLOCK.finditer(text, start))
    return Document(id, detect(text[start:]), text, blocks, sha256, original)


def decode(id: DocumentId, content: bytes) -> str:
    """UTF-8; a byte-order mark goes, carriage returns become line feeds."""
    if b"\0" in content:
        raise Unreadable(f"{id} is not a text file (it holds binary data). Save it as plain text in UTF-8, or remove it from the folder.")
    try:
        text = content.decode("utf-8").lstrip("\ufeff")
    except UnicodeDecodeError as error:
        raise Unreadable(f"{id} is not in UTF-8 (byte {error.start + 1}). Save it again as plain text in UTF-8.") from error
    if len(text) > _LONGEST:
        raise Unreadable(f"{id} is longer than {_LONGEST:,} characters. Split it into several documents.")
    if not text.strip():
        raise Unreadable(f"{id} is empty. Fill it or remove it from the folder.")
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
