"""Alembic's entry: runs the migrations over a plain synchronous connection."""

from alembic import context
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

from crm.models import metadata


def _run() -> None:
    url = make_url(context.config.attributes["url"])
    if url.drivername == "sqlite+aiosqlite":
        url = url.set(drivername="sqlite")
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            # A migration that waits for a lock stops everyone who queues behind it.
            connection.exec_driver_sql("SET lock_timeout = '3s'")
            connection.commit()
        context.configure(
            connection=connection,
            target_metadata=metadata,
            compare_type=True,
            render_as_batch=connection.dialect.name == "sqlite",
        )
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


_run()
