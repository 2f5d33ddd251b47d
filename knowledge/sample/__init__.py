"""The sample library: texts for trying out the desk, every one marked as sample."""

from importlib.resources import files

from knowledge.documents import Document, from_bytes

COLLECTION = "sample"


def documents() -> list[Document]:
    """Every entry of the sample library, by file name."""
    entries = sorted((f for f in files(__name__).iterdir() if f.name.endswith(".md")), key=lambda f: f.name)
    return [from_bytes(entry.name, entry.read_bytes()) for entry in entries]
