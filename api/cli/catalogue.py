"""`serai catalogue`: what the agency sells, from CSV files."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Import and list what the agency sells.", no_args_is_help=True)


@app.command("import")
def import_(
    folder: Annotated[Path, typer.Argument(exists=True, file_okay=False, help="Folder of CSV files.")],
) -> None:
    """Import destinations, areas, places, stays, transfers and rates: all of the folder or nothing.

    Every problem is named with file, row and field. A rate is never edited: a new price is a new row
    that names the old one in `supersedes`.
    """
    from bot.settings import load_settings
    from crm.catalogue.importing import BrokenCatalogue, read_catalogue
    from crm.catalogue.service import Kept, keep_catalogue
    from crm.clock import Clock
    from crm.db import Book

    async def keep() -> Kept:
        book = Book(load_settings().database_url)
        try:
            loaded = await asyncio.to_thread(read_catalogue, folder)
            async with book.transaction() as session:
                return await keep_catalogue(session, loaded, Clock().now())
        finally:
            await book.close()

    try:
        kept = asyncio.run(keep())
    except BrokenCatalogue as broken:
        for problem in broken.problems:
            typer.secho(str(problem), fg="red", err=True)
        typer.echo(f"{len(broken.problems)} problems; nothing was imported.", err=True)
        raise typer.Exit(1) from broken
    typer.echo(
        f"Imported {kept.destinations} destinations with {kept.items} items, "
        f"{kept.rates} new rates and {kept.exchange_rates} new exchange rates."
    )


@app.command("list")
def list_() -> None:
    """List the destinations that the agency sells."""
    from bot.settings import load_settings
    from crm.catalogue import queries
    from crm.db import Book

    async def read() -> list[str]:
        book = Book(load_settings().database_url)
        try:
            async with book.reading() as session:
                return [
                    f"{d.id:14} {d.name}, {d.country} ({d.currency})"
                    for d in await queries.destinations(session)
                ]
        finally:
            await book.close()

    for line in asyncio.run(read()) or [
        "The catalogue is empty. Import one with: serai catalogue import FOLDER"
    ]:
        typer.echo(line)
