"""`serai run`: the whole desk on one machine."""

import asyncio
import os
import signal
import socket
import subprocess
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

if TYPE_CHECKING:
    import uvicorn
    from fastapi import FastAPI

    from bot.composed import ComposedDesk
    from bot.first_start import SignInCard
    from bot.settings import Settings


def run(
    host: Annotated[str | None, typer.Option(help="Address to listen on (HOST).")] = None,
    port: Annotated[int | None, typer.Option(help="Port of API and pages (PORT).")] = None,
    sandbox_port: Annotated[int | None, typer.Option(help="Port of the two phones (SANDBOX_PORT).")] = None,
) -> None:
    """Start the desk: API, pages, worker and, in the sandbox, the two phones. Ctrl-C stops it cleanly."""
    from bot.settings import BadSettings, load_settings

    for name, value in (("HOST", host), ("PORT", port), ("SANDBOX_PORT", sandbox_port)):
        if value is not None:
            os.environ[name] = str(value)
    try:
        settings = load_settings()
    except BadSettings as problem:
        typer.secho(str(problem), fg="red", err=True)
        raise typer.Exit(2) from problem
    _need_port(settings.host, settings.port, "PORT")
    if settings.sandbox:
        _need_port(settings.host, settings.sandbox_port, "SANDBOX_PORT")
    if settings.serves_mail_double:
        _need_port("127.0.0.1", settings.sandbox_mail_port, "SANDBOX_MAIL_PORT")
    _open_home(settings)
    asyncio.run(_serve(settings))


def _need_port(host: str, port: int, setting: str) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as taken:
            typer.secho(
                f"Port {port} on {host} cannot be used ({taken.strerror}). "
                f"Choose another one, for example: {setting}={port + 100} make run",
                fg="red",
                err=True,
            )
            raise typer.Exit(1) from taken


def _open_home(settings: "Settings") -> None:
    from crm.migrations import upgrade

    settings.serai_home.mkdir(parents=True, exist_ok=True)
    try:
        upgrade(settings.database_url)
    except Exception as problem:
        typer.secho(f"The database could not be opened: {problem}", fg="red", err=True)
        raise typer.Exit(1) from problem


async def _serve(settings: "Settings") -> None:
    from api.cli.whereabouts import Whereabouts, noted
    from api.logs import configure_logs
    from api.main import create_app
    from bot.compose import compose
    from bot.phones import introduce_people, start_doubles

    configure_logs(settings.log_level, _log_file(settings))
    # The doubles start beside everything else; nobody waits for them.
    doubles = start_doubles(settings) if settings.sandbox else None
    try:
        desk = compose(settings)
        cards = await _prepare(desk)
        server = _server(create_app(desk), settings)
        # uvicorn raises the signal that stopped it once more at its end; we still have to tidy up then.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: None)
        serving = asyncio.create_task(server.serve())
        while not server.started and not serving.done():  # noqa: ASYNC110 - uvicorn tells by a flag alone
            await asyncio.sleep(0.05)
        people = None
        if not serving.done():
            people = asyncio.create_task(introduce_people(desk)) if settings.sandbox else None
            _greet(settings, cards)
        with noted(settings.serai_home, Whereabouts(settings.public_base_url, settings.sandbox_port)):
            await serving
        if people is not None:
            people.cancel()
    finally:
        _end(doubles)
        typer.echo("The desk is closed. Everything is kept.")


def _server(app: "FastAPI", settings: "Settings") -> "uvicorn.Server":
    import uvicorn

    from api.wire import PatientProtocol

    return uvicorn.Server(
        uvicorn.Config(
            app,
            http=PatientProtocol,
            host=settings.host,
            port=settings.port,
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=20,
            forwarded_allow_ips=settings.trusted_proxies,
        )
    )


def _log_file(settings: "Settings") -> TextIO | None:
    """In the sandbox a person looks at this terminal, so the log goes to a file beside the data."""
    return (settings.serai_home / "serai.log").open("a", buffering=1) if settings.sandbox else None


async def _prepare(desk: "ComposedDesk") -> "list[SignInCard]":
    """Make the first start's data. Each step is skipped where it was done before."""
    from api.access.passwords import Passwords
    from bot.first_start import hire_sample_staff, index_library, load_sample_catalogue, load_sample_library

    await _build_model(desk.settings)
    await _learn_scope(desk)
    if not desk.settings.sandbox:
        await index_library(desk, typer.echo)
        return []
    await load_sample_catalogue(desk, typer.echo)
    await load_sample_library(desk, typer.echo)
    passwords = Passwords()
    try:
        return await hire_sample_staff(desk, passwords.hash)
    finally:
        passwords.close()


async def _build_model(settings: "Settings") -> None:
    """Build the embedding model from its weights, once, with a line of progress."""
    from knowledge.model import prepare

    shown = -1

    def show(share: float) -> None:
        nonlocal shown
        if int(share * 10) > shown:
            shown = int(share * 10)
            typer.echo(f"\rBuilding the embedding model, once: {share:4.0%}", nl=share >= 1)

    await asyncio.to_thread(prepare, settings.serai_home / "models", show)


async def _learn_scope(desk: "ComposedDesk") -> None:
    """Learn once what a travel desk is asked, so that no customer waits for it."""
    from bot.fittings import make_scope

    scope = make_scope(desk.settings, desk.library)
    if not scope.is_learned:
        typer.echo("Learning what a travel desk is asked, once")
        await asyncio.to_thread(scope.load)


def _greet(settings: "Settings", cards: "list[SignInCard]") -> None:
    from bot.phones import sandbox_url

    base = settings.public_base_url
    typer.secho("\nSerai is open.\n", bold=True)
    if settings.sandbox:
        typer.echo(f"  Phones (WhatsApp and Telegram)  {sandbox_url(settings)}/")
    if settings.serves_mail_double:
        typer.echo(f"  Mail                            {sandbox_url(settings)}/mail")
    typer.echo(f"  Admin pages                     {base}/admin")
    typer.echo(f"  API and its documentation       {base}/api/v1/docs")
    typer.echo(f"  Data                            {settings.serai_home.resolve()}")
    if settings.sandbox:
        typer.echo(f"  Log                             {settings.serai_home.resolve() / 'serai.log'}")
    if cards:
        typer.echo("\nSample sign-ins, shown only now:")
        for card in cards:
            typer.echo(f"  {card.role:8} {card.email:24} {card.password}")
    typer.echo("\nPress Ctrl-C to stop.")


def _end(doubles: "subprocess.Popen[bytes] | None") -> None:
    if doubles is None:
        return
    doubles.send_signal(signal.SIGTERM)
    try:
        doubles.wait(5)
    except subprocess.TimeoutExpired:
        doubles.kill()
