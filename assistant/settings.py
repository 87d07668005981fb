"""One frozen object, read once from the environment (MIEUX_...) and from a .env file where there is one."""

from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict

from ingest.embed import BUNDLED
from ingest.sync import INDEX
from ingest.tables import DATA


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="MIEUX_", env_file=".env", extra="ignore", frozen=True)

    folder: Path = DATA  # where documents are read from
    index: Path = INDEX  # where builds are kept
    embedding_model: str = str(BUNDLED)  # path or hub name of a sentence-transformers model
    host: str = "127.0.0.1"  # the page is for this machine only unless changed
    port: int = 7860
