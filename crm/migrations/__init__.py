"""How the book's tables came to be, step by step."""

from pathlib import Path

from alembic import command
from alembic.config import Config


def configure(url: str) -> Config:
    """Make Alembic's configuration for a database URL, without an ini file."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["url"] = url
    return config


def upgrade(url: str, revision: str = "head") -> None:
    """Bring the database up to `revision`. Blocking; call it off the event loop."""
    command.upgrade(configure(url), revision)
