"""`serai`: the desk's command line. Each command lives in its own module of this package."""

import sys

import structlog
import typer

from api.cli import (
    backup,
    catalogue,
    chat,
    db,
    duplicates,
    forecast,
    library,
    plan,
    plan_day,
    price,
    replay,
    run,
    understand,
    users,
    worker,
)

app = typer.Typer(
    name="serai",
    help="Serai, a chat-first desk for travel agencies.",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
)


@app.callback()
def main() -> None:
    """Serai, a chat-first desk for travel agencies."""
    # What a command answers goes to stdout, for other programs to read: nothing else may stand there.
    structlog.configure(logger_factory=lambda *_: structlog.PrintLogger(sys.stderr))


app.command("run")(run.run)
app.command("worker")(worker.worker)
app.command("chat")(chat.chat)
app.command("backup")(backup.backup)
app.command("restore")(backup.restore)
app.add_typer(db.app, name="db")
app.add_typer(users.app, name="users")
app.add_typer(catalogue.app, name="catalogue")
app.add_typer(library.app, name="library")
app.command("ask")(library.ask)
app.command("understand")(understand.understand)
app.command("replay")(replay.replay)
app.command("plan-day")(plan_day.plan_day)
app.command("price")(price.price)
app.command("forecast")(forecast.forecast)
app.command("plan")(plan.plan)
app.command("duplicates")(duplicates.duplicates)
