"""`serai replay`: think stored turns again with another prompt, model or engine, and see what differs."""

import asyncio
import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from bot.replay import Another, Compared, Thought, Window
    from bot.settings import Settings


def replay(
    since: Annotated[str, typer.Option(help="From when: 2026-11-20, 2026-11-20T09:00, or 3d or 12h ago.")],
    engine: Annotated[str, typer.Option(help="What thinks: offline or llm.")] = "offline",
    until: Annotated[str, typer.Option(help="Until when; by default now.")] = "0h",
    model: Annotated[str, typer.Option(help="Another model's name. Empty: as configured.")] = "",
    base_url: Annotated[str, typer.Option(help="Another OpenAI-compatible endpoint.")] = "",
    prompts: Annotated[
        Path | None, typer.Option(help="Folder with other prompts, such as understand.md.", exists=True)
    ] = None,
    conversation: Annotated[int | None, typer.Option(help="One conversation only.")] = None,
    limit: Annotated[int, typer.Option(help="Most turns.", min=1, max=10_000)] = 200,
    everything: Annotated[
        bool, typer.Option("--all", help="Show turns that came out the same, too.")
    ] = False,
    html: Annotated[Path | None, typer.Option(help="Write a page to look at instead.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write a JSON line for each turn instead.")] = False,
) -> None:
    """Think stored customer turns again and show what differs, side by side.

    Nothing is sent and nothing is written: the book is only read. What was known at each turn is put together
    from the turns before it; prices and catalogue are today's. A model's calls cost what they cost, and are
    not counted in the desk's budget.
    """
    from bot.replay import Another, Window
    from bot.settings import BadSettings, load_settings

    if engine not in ("offline", "llm"):
        raise typer.BadParameter("the engine is offline or llm", param_hint="--engine")
    os.environ.update({k: v for k, v in {"OPENAI_MODEL": model, "OPENAI_BASE_URL": base_url}.items() if v})
    now = datetime.now(UTC)
    window = Window(_moment(since, now, "--since"), _moment(until, now, "--until"), conversation, limit)
    another = Another("llm" if engine == "llm" else "offline", prompts)
    try:
        settings = load_settings()
        seen = asyncio.run(_seen(settings, window, another, everything, html is None, as_json))
    except (BadSettings, ValueError) as problem:
        typer.secho(str(problem), fg="red", err=True)
        raise typer.Exit(2) from problem
    if html is not None:
        html.write_text(page(seen, engine), encoding="utf-8")
        typer.echo(f"{html} shows them side by side.", err=True)
    typer.echo(_summary(seen), err=True)


def _moment(told: str, now: datetime, option: str) -> datetime:
    """Read a moment: a date or time (UTC where no zone is given), or how long ago."""
    unit = {"d": timedelta(days=1), "h": timedelta(hours=1), "m": timedelta(minutes=1)}.get(told[-1:])
    if unit is not None and told[:-1].isdecimal():
        return now - unit * int(told[:-1])
    try:
        found = datetime.fromisoformat(told)
    except ValueError:
        raise typer.BadParameter("write 2026-11-20, 2026-11-20T09:00, or 3d", param_hint=option) from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


async def _seen(
    settings: "Settings", window: "Window", another: "Another", everything: bool, tells: bool, as_json: bool
) -> "list[Compared]":
    from bot.replay import replay as think_again

    seen = []
    async for one in think_again(settings, window, another):
        seen.append(one)
        if as_json:
            typer.echo(json.dumps(asdict(one) | {"differs": one.differs}, ensure_ascii=False, default=str))
        elif tells and (one.differs or everything):
            typer.echo("\n".join(beside(one, shutil.get_terminal_size((110, 40)).columns)))
    return seen


def beside(one: "Compared", width: int) -> list[str]:
    """One turn as lines for a terminal: what was said then on the left, now on the right."""
    half = max(30, (width - 3) // 2)
    lines = [f"── turn {one.turn_id} · conversation {one.conversation_id} · {one.at:%Y-%m-%d %H:%M} UTC"]
    lines += [f"   customer: {text}" for asked in one.asked for text in wrap(asked, width - 13) or [""]]
    if one.now is None:
        return [*lines, "   Its messages are gone: it cannot be thought again.", ""]
    lines.append("   " + ("differs in " + ", ".join(one.differs) if one.differs else "the same"))
    for left, right in zip(_told(one.was), _told(one.now), strict=True):
        one_side, other = _wrapped(left, half), _wrapped(right, half)
        for row in range(max(len(one_side), len(other))):
            first = one_side[row] if row < len(one_side) else ""
            second = other[row] if row < len(other) else ""
            lines.append(f"{first:<{half}} │ {second}".rstrip())
    return [*lines, ""]


def _wrapped(text: str, width: int) -> list[str]:
    return [line for part in text.split("\n") for line in (wrap(part, width) or [""])]


def _told(thought: "Thought") -> tuple[str, ...]:
    slots = ", ".join(f"{name}={value}" for name, value in sorted(thought.slots.items()))
    by = thought.engine + (f" ({thought.prompt})" if thought.prompt else "")
    return (
        by + (f", for {thought.fallback}" if thought.fallback else ""),
        f"{thought.language}: {', '.join(thought.intents)}",
        slots or "nothing captured",
        " → ".join(thought.moves),
        "\n\n".join(thought.texts) or "(silent)",
        "\n".join(f"stopped: {reason}" for reason in thought.stopped),
    )


_ROWS = ("Engine", "Language and intents", "Captured", "Moves", "Reply", "Gate")


def page(seen: "Iterable[Compared]", engine: str) -> str:
    """All turns as a page of its own, the differences marked."""
    from jinja2 import Environment, PackageLoader

    made = Environment(loader=PackageLoader("templates", "replay"), autoescape=True)
    turns: list[dict[str, Any]] = [
        {
            "one": one,
            "rows": [
                (name, left, right, left != right)
                for name, left, right in zip(_ROWS, _told(one.was), _told(one.now), strict=True)
            ]
            if one.now
            else [],
        }
        for one in seen
    ]
    different = sum(bool(turn["one"].differs) for turn in turns)
    return made.get_template("replay.html").render(turns=turns, engine=engine, different=different)


def _summary(seen: "Iterable[Compared]") -> str:
    seen = list(seen)
    different = [one for one in seen if one.differs]
    uses = [use for one in seen for use in one.uses]
    told = f"{len(seen)} turns, {len(seen) - len(different)} the same, {len(different)} different."
    if uses:
        tokens = sum(use.tokens_in + use.tokens_out for use in uses)
        failed = sum(not use.ok for use in uses)
        told += f" {len(uses)} calls to the model, {failed} failed, {tokens} tokens."
    return f"{told} Nothing was sent or written."
