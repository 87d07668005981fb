"""From settings to an open page."""

from assistant.answer import Assistant
from assistant.settings import Settings
from ingest.embed import load_encoder
from ingest.errors import BadInput, NoIndex, StaleIndex
from ingest.sync import Progress, ingest, open_index
from ui.app import launch, page


def prepare(settings: Settings, progress: Progress) -> None:
    """Build the index where there is none that fits. Raises MieuxError."""
    encoder = load_encoder(settings.embedding_model)
    try:
        open_index(settings.index, encoder)
    except (NoIndex, StaleIndex):
        ingest(settings.folder, settings.index, encoder, progress)


def serve(settings: Settings) -> None:
    """Show the page until it is interrupted. Raises MieuxError, also where the port is taken."""
    demo = page(Assistant.open(settings))
    try:
        launch(demo, host=settings.host, port=settings.port)
    except OSError as error:
        raise BadInput(f"The page cannot be opened on port {settings.port} of {settings.host}. Choose another with --port.") from error
