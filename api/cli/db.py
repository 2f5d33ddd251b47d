"""`serai db`: the book's tables."""

from typing import Annotated

import typer

app = typer.Typer(help="Create and change the book's tables.", no_args_is_help=True)


@app.command()
def upgrade(revision: Annotated[str, typer.Argument(help="Where to stop.")] = "head") -> None:
    """Bring the database up to date. Safe to run again."""
    from bot.settings import load_settings
    from crm.migrations import upgrade as run_migrations

    settings = load_settings()
    settings.serai_home.mkdir(parents=True, exist_ok=True)
    run_migrations(settings.database_url, revision)
    typer.echo("The database is up to date.")


@app.command()
def revise(message: Annotated[str, typer.Argument(help="What changes, in a few words.")]) -> None:
    """Write the next migration from the difference between models and database (for developers)."""
    from alembic import command

    from bot.settings import load_settings
    from crm.migrations import configure

    command.revision(configure(load_settings().database_url), message=message, autogenerate=True)
