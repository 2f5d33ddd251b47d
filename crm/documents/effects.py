"""What a turn may propose for what a customer sent."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FileReceived:
    """File what came in this conversation to its lead, opening one if there is none."""

    received: tuple[int, ...]
