"""What is said of pictures, files, voice notes and places that a customer sent."""

from collections.abc import Mapping
from typing import Any

from agents.deciding.moves import CannotRead, Filed, Move, NotKept
from agents.scene.facts import Facts


def _came(f: Facts, status: str, *sorts: str) -> list[Mapping[str, Any]]:
    return [r for r in f.received if r["status"] == status and (not sorts or r["sort"] in sorts)]


def _unheard(f: Facts) -> bool:
    return any(not r["is_heard"] for r in _came(f, "kept", "voice"))


def came_without_words(f: Facts) -> bool:
    return not f.text.strip() and f.kinds != {"text"}


def tell_of_media(f: Facts) -> tuple[Move, ...]:
    """What came instead of words: said for each kind once."""
    if "location" in f.kinds:
        return (CannotRead("location"),)
    told: list[Move] = [CannotRead("voice")] if _unheard(f) else []
    if _came(f, "kept", "picture"):
        told.append(CannotRead("picture"))
    elif _came(f, "kept", "document", "video"):
        told.append(CannotRead("file"))
    return (*told, *_not_kept(f)) or (CannotRead("file"),)


def _not_kept(f: Facts) -> tuple[Move, ...]:
    if _came(f, "refused"):
        return (NotKept("refused"),)
    return (NotKept("waiting"),) if _came(f, "waiting") else ()


def tell_beside_words(f: Facts) -> tuple[Move, ...]:
    told: tuple[Move, ...] = (CannotRead("voice"),) if _unheard(f) else ()
    filed: tuple[Move, ...] = (Filed(),) if _came(f, "kept", "picture", "document", "video") else ()
    return (*told, *filed, *_not_kept(f))
