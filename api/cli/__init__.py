"""`serai`: the desk's command line. Each command lives in its own module of this package."""

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
app.command("plan-day")(plan_day.plan_day)
app.command("price")(price.price)
app.command("forecast")(forecast.forecast)
app.command("plan")(plan.plan)
app.command("duplicates")(duplicates.duplicates)
