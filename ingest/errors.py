"""Every error a reader of the command line or the page can meet. Each message says what to do.

    MieuxError
    ├── BadInput            the question, a path or an option
    ├── LibraryError
    │   ├── NothingToRead   a folder without documents
    │   ├── Unreadable      one document: empty, binary, not UTF-8, no permission
    │   └── BadTable        a line of the glossary or of another table in data/
    ├── BuildError
    │   ├── NoIndex         nothing built yet
    │   ├── StaleIndex      built by another model, splitter or version
    │   └── Busy            another process is writing
    └── ModelError          an embedding model that cannot be loaded
"""


class MieuxError(Exception):
    """Something the reader can put right; `str()` is the message to show."""


class BadInput(MieuxError):
    pass


class LibraryError(MieuxError):
    pass


class NothingToRead(LibraryError):
    pass


class Unreadable(LibraryError):
    pass


class BadTable(LibraryError):
    pass


class BuildError(MieuxError):
    pass


class NoIndex(BuildError):
    pass


class StaleIndex(BuildError):
    pass


class Busy(BuildError):
    pass


class ModelError(MieuxError):
    pass
