"""`serai worker`: turns, deliveries and slow work in processes of their own."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.settings import Settings


def worker(
    concurrency: Annotated[
        int, typer.Option(min=1, max=64, help="Worker processes (BELL=celery), or turns at once.")
    ] = 4,
    beat: Annotated[bool, typer.Option(help="Also tick the sweep. Run exactly one worker with it.")] = False,
) -> None:
    """Work beside the web process: through Celery on Redis, or, without Redis, by sweeping the book."""
    from bot.settings import BadSettings, load_settings

    try:
        settings = load_settings()
    except BadSettings as problem:
        typer.echo(str(problem), err=True)
        raise typer.Exit(2) from problem
    if settings.bell == "celery":
        _with_celery(settings, concurrency, beat)
    else:
        _by_sweeping(settings, concurrency)


def _with_celery(settings: "Settings", concurrency: int, beat: bool) -> None:
    from bot.celery_app import make_app, staff_worker

    app = make_app(settings.redis_url, settings.sweep_seconds)
    staff_worker(app, settings)
    options = ["worker", "--concurrency", str(concurrency), "--loglevel", settings.log_level]
    tick = ["--beat", "--scheduler", "celery.beat:Scheduler"] if beat else []
    app.worker_main([*options, "--without-gossip", "--without-mingle", *tick])


def _by_sweeping(settings: "Settings", concurrency: int) -> None:
    import asyncio
    import signal

    from bot import loops
    from bot.compose import compose
    from bot.worker import step_back

    step_back()

    async def work() -> None:
        desk = compose(settings.model_copy(update={"worker_concurrency": concurrency}), embedded=True)
        told = asyncio.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(name, told.set)
        await desk.take_agency_settings()
        assert desk.worker is not None  # noqa: S101 - composed as embedded
        desk.worker.start()
        typer.echo("The worker is ready.")
        await told.wait()
        await desk.stop()

    loops.run(work())
