"""One module per format: bytes -> Document. The suffix chooses the reader, the text decides the rest."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from ingest.errors import Unreadable
from ingest.readers import plain
from ingest.types import Document, DocumentId

READERS: dict[str, Callable[[DocumentId, bytes, str], Document]] = {".txt": plain.read}


def read(path: Path, id: DocumentId) -> Document:
    """Raises Unreadable with the reason and what to do."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Unreadable(f"{id} cannot be opened ({error.strerror}). Check that the file exists and that you may read it.") from error
    return READERS[path.suffix.lower()](id, content, hashlib.sha256(content).hexdigest())
