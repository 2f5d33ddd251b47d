"""Prompts are files; what was asked of a model is known by the name and the fingerprint of its prompt."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

import templates

_FOLDER = Path(templates.__file__).parent / "prompts"


@dataclass(frozen=True)
class Prompt:
    """One prompt as it stood when it was read."""

    name: str
    text: str

    @property
    def version(self) -> str:
        """Name and fingerprint, such as `understand@1f0c9a2b`: another wording is another version."""
        return f"{self.name}@{hashlib.sha256(self.text.encode()).hexdigest()[:8]}"


@dataclass(frozen=True)
class Prompts:
    """The prompts of a folder: the desk's own, or others to try beside them."""

    folder: Path = field(default=_FOLDER)

    def get(self, name: str) -> Prompt:
        """Give one prompt; one that the folder lacks is the desk's own."""
        path = self.folder / f"{name}.md"
        return Prompt(name, (path if path.is_file() else _FOLDER / path.name).read_text(encoding="utf-8"))

    def all(self) -> tuple[Prompt, ...]:
        """Give every prompt of the desk, by name."""
        return tuple(self.get(path.stem) for path in sorted(_FOLDER.glob("*.md")))
