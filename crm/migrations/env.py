"""Alembic's entry: runs the migrations over a plain synchronous connection."""

from typing import Any, Literal

from alembic import context

from crm.db import Id, Json
from crm.migrations import synchronous_engine
from crm.models import metadata


def _by_our_names(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write our column types by their names, so that a migration reads like the models."""
    if kind != "type":
        return False
    if item is Json or repr(item) == repr(Json):
        return "crm.db.Json"
    return "crm.db.Id" if repr(item) == repr(Id) else False


def _run() -> None:
    engine = synchronous_engine(context.config.attributes["url"])
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            # A migration that waits for a lock stops everyone who queues behind it.
            connection.exec_driver_sql("SET lock_timeout = '3s'")
            connection.commit()
        context.configure(
            connection=connection,
            target_metadata=metadata,
            compare_type=True,
            render_item=_by_our_names,
            render_as_batch=connection.dialect.name == "sqlite",
        )
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


_run()
