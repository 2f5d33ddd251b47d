"""`serai`: the desk's command line. Each command lives in its own module of this package."""

import typer

from api.cli import library, plan_day

app = typer.Typer(
    name="serai",
    help="Serai, a chat-first desk for travel agencies.",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
)


@app.callback()
def main() -> None:
    """Serai, a chat-first desk for travel agencies."""


app.add_typer(library.app, name="library")
app.command("ask")(library.ask)
app.command("plan-day")(plan_day.plan_day)
