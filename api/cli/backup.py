"""`serai backup` and `serai restore`."""

from pathlib import Path
from typing import Annotated

import typer


def backup(
    file: Annotated[Path, typer.Argument(help="Where to write, for example serai-2026-12-20.tar.gz.")],
) -> None:
    """Write the whole book into one file, as of one moment, while the desk runs."""
    from bot.settings import load_settings
    from crm.backup.dump import back_up
    from crm.clock import Clock

    file.parent.mkdir(parents=True, exist_ok=True)
    rows = back_up(load_settings().database_url, file, Clock().now(), _tell)
    typer.echo(f"\r{rows} rows in {file} ({file.stat().st_size:,} bytes).          ")


def restore(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="A file written by `serai backup`.")
    ],
    force: Annotated[bool, typer.Option("--force", help="Throw away what the database holds now.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before throwing away.")] = False,
) -> None:
    """Bring a backup into an empty database, SQLite or PostgreSQL. The copy sends nothing by itself.

    Stop the desk first. Search finds library documents again after the next start, which reads them anew.
    """
    from bot.settings import load_settings
    from crm.backup.restoring import CannotRestore
    from crm.backup.restoring import restore as bring_back

    settings = load_settings()
    settings.serai_home.mkdir(parents=True, exist_ok=True)
    if force and not yes:
        typer.confirm("Everything in the database will be thrown away. Go on?", abort=True)
    try:
        rows = bring_back(settings.database_url, file, force=force, progress=_tell)
    except CannotRestore as problem:
        typer.secho(str(problem), fg="red", err=True)
        raise typer.Exit(1) from problem
    typer.echo(f"\r{rows} rows restored from {file}.                    ")


def _tell(table: str) -> None:
    typer.echo(f"\r{table:30}", nl=False, err=True)
