"""How the book's tables came to be, step by step."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

if TYPE_CHECKING:
    from alembic.config import Config

_HERE = Path(__file__).parent


def configure(url: str) -> "Config":
    """Make Alembic's configuration for a database URL, without an ini file."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_HERE))
    config.attributes["url"] = url
    return config


def upgrade(url: str, revision: str = "head") -> None:
    """Bring the database up to `revision`. Blocking; call it off the event loop."""
    # A desk that starts again is nearly always up to date, and Alembic takes a third of a second to load.
    if revision == "head" and revisions_of(url) == (newest_revision(),):
        return
    from alembic import command

    command.upgrade(configure(url), revision)


def newest_revision() -> str:
    """Give the revision that the newest step leads to. The steps form one line; their files are numbered."""
    return max(path.name.partition("_")[0] for path in (_HERE / "versions").glob("[0-9]*.py"))


def revisions_of(url: str) -> tuple[str, ...]:
    """Give the revisions at which a database stands, all rows of them: none where no step was ever taken.

    Raises what SQLAlchemy raises where the database cannot be reached or is locked.
    """
    engine = synchronous_engine(url)
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return ()
            return tuple(connection.scalars(text("SELECT version_num FROM alembic_version")))
    finally:
        engine.dispose()


def synchronous_engine(url: str) -> Engine:
    """Make an engine for a database URL of the book, which keeps no connection."""
    found = make_url(url)
    if found.drivername == "sqlite+aiosqlite":
        found = found.set(drivername="sqlite")
    return create_engine(found, poolclass=NullPool)
