"""`serai chat`: talk with the desk as a customer, in the terminal."""

import asyncio
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.sandbox.people import Customer


def chat(
    number: Annotated[str, typer.Option(help="The customer's WhatsApp number.")] = "+919812345600",
    name: Annotated[str, typer.Option(help="The customer's name.")] = "Asha Rao",
) -> None:
    """Talk as a customer on WhatsApp's double, with the open desk or one started for the talk."""
    from api.cli.whereabouts import Whereabouts, last_noted
    from bot.settings import BadSettings, load_settings

    try:
        settings = load_settings()
    except BadSettings as problem:
        typer.secho(str(problem), fg="red", err=True)
        raise typer.Exit(2) from problem
    if not settings.sandbox:
        typer.secho("`serai chat` talks through the sandbox; set SANDBOX=true.", fg="red", err=True)
        raise typer.Exit(2)
    own, where = None, Whereabouts(settings.public_base_url, settings.sandbox_port)
    noted = last_noted(settings.serai_home)
    if noted is not None and asyncio.run(_is_open(noted.base_url)):
        where = noted
    elif not asyncio.run(_is_open(where.base_url)):
        typer.echo("Starting a desk for this talk …")
        own = subprocess.Popen(
            [sys.executable, "-m", "api.cli", "run"],
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "LOG_LEVEL": "ERROR"},
        )
    try:
        asyncio.run(_talk(where.base_url, where.sandbox_port, number, name))
    finally:
        if own is not None:
            own.terminate()
            own.wait(30)


async def _is_open(base: str) -> bool:
    import httpx

    try:
        async with httpx.AsyncClient(timeout=2) as client:
            return (await client.get(f"{base}/healthz")).is_success
    except httpx.TransportError:
        return False


async def _talk(base: str, sandbox_port: int, number: str, name: str) -> None:
    from bot.sandbox.people import Sandbox

    for _ in range(600):
        if await _is_open(base):
            break
        await asyncio.sleep(0.2)
    else:
        typer.secho("The desk did not start; try `serai run` to see why.", fg="red", err=True)
        raise typer.Exit(1)
    async with Sandbox(f"http://127.0.0.1:{sandbox_port}") as sandbox:
        customer = await sandbox.customer(number, name)
        typer.echo(f"You are {name}, {number}. Write to the agency; an empty line or Ctrl-D ends the talk.\n")
        listening = asyncio.create_task(_listen(customer))
        try:
            while line := (await asyncio.to_thread(sys.stdin.readline)).strip():
                await customer.says(line)
        finally:
            await asyncio.sleep(1.5)
            listening.cancel()


async def _listen(customer: "Customer") -> None:
    shown = len(await customer.looks())
    while True:
        heard = await customer.looks(wait=5)
        for message in heard[shown:]:
            papers = "".join(
                f"\n  [{name}] {url}"
                for name, url in zip(message.documents, message.document_urls, strict=True)
            )
            typer.secho(f"desk> {message.text}{papers}\n", fg="green")
        shown = len(heard)
