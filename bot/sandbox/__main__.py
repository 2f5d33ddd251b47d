"""`python -m bot.sandbox`: the doubles and the phones on a port of their own."""

from __future__ import annotations

import argparse
import sys
from dataclasses import fields, replace
from pathlib import Path

from bot.sandbox.config import SandboxConfig
from bot.sandbox.serving import make_server


def read_arguments(arguments: list[str]) -> tuple[SandboxConfig, str, int, Path | None]:
    """Settings, host, port and the file of the phones' memory from the command line."""
    parser = argparse.ArgumentParser(prog="python -m bot.sandbox", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8801)
    parser.add_argument("--state", type=Path, help="where people and chats are kept over a restart")
    offered = [field for field in fields(SandboxConfig) if field.type in ("str", "float", "int")]
    kinds = {"str": str, "float": float, "int": int}
    for field in offered:
        parser.add_argument(f"--{field.name.replace('_', '-')}", type=kinds[str(field.type)], default=None)
    chosen = vars(parser.parse_args(arguments))
    host, port, state = chosen.pop("host"), chosen.pop("port"), chosen.pop("state")
    given = {name: value for name, value in chosen.items() if value is not None}
    given.setdefault("public_url", f"http://{host}:{port}")
    return replace(SandboxConfig(), **given), host, port, state


def main() -> None:
    """Serve until interrupted."""
    config, host, port, state = read_arguments(sys.argv[1:])
    sys.stdout.write(f"Phones at http://{host}:{port}/\n")
    sys.stdout.flush()
    make_server(config, host, port, state).run()


if __name__ == "__main__":
    main()
