"""What several tests share: the libraries read, and one assistant over the project's own documents, once a session."""

from pathlib import Path

import pytest

from assistant.answer import Assistant
from assistant.settings import Settings
from ingest.embed import load_encoder
from ingest.library import assemble, read
from ingest.readers import read as read_file
from ingest.sync import documents_in, ingest
from ingest.tables import DATA
from ingest.types import Library


def read_folder(folder: Path) -> Library:
    return assemble([read(read_file(path, id)) for id, path in documents_in(folder).items()])


@pytest.fixture(scope="session")
def library() -> Library:
    """The project's own documents, read without an index."""
    return read_folder(DATA)


@pytest.fixture(scope="session")
def siblings() -> Library:
    """Other pages of the programme: older and newer templates, a newsletter, a press article."""
    return read_folder(Path(__file__).parent / "fixtures" / "library")


@pytest.fixture(scope="session")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    settings = Settings(index=tmp_path_factory.mktemp("index"))
    ingest(settings.folder, settings.index, load_encoder(settings.embedding_model))
    return Assistant.open(settings)
