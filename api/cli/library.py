"""`serai library …` and `serai ask`: fill the library, see what it holds, and ask it."""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from knowledge.sample import COLLECTION as DEFAULT_COLLECTION

if TYPE_CHECKING:
    from knowledge.library import Answer, Library

app = typer.Typer(help="The library: documents that the desk answers from.", no_args_is_help=True)

CollectionName = Annotated[str, typer.Option("--collection", help="Which body of knowledge.")]


def _open(home: Path | None = None, chroma_url: str | None = None) -> "Library":
    from knowledge.library import open_library

    folder = home or Path(os.environ.get("SERAI_HOME") or "var")
    url = chroma_url if chroma_url is not None else os.environ.get("CHROMA_URL")
    return open_library(folder, chroma_url=url or None, progress=_show_building)


def _show_building(share: float) -> None:
    end = "\n" if share >= 1 else "\r"
    typer.echo(f"building the embedding model, once: {share:4.0%}{end}", nl=False, err=True)


@app.command("ingest")
def ingest(
    path: Annotated[Path, typer.Argument(help="A Markdown, PDF or text file, or a folder of them.")],
    collection: CollectionName = DEFAULT_COLLECTION,
) -> None:
    """Take a file, or every readable file of a folder, into a collection.

    A file that cannot be read is named with its reason and passed over; the exit code is then 1.
    Ingesting again brings changed files up to date and leaves the others alone.
    """
    from knowledge.chroma import LibraryUnavailable
    from knowledge.documents import Unreadable

    def show(name: str, problem: str | None) -> None:
        typer.secho(problem or f"read {name}", fg="red" if problem else None, err=True)

    library = _open()
    try:
        done = library.ingest(path, collection, show)
    except (Unreadable, LibraryUnavailable) as error:
        typer.secho(str(error), fg="red", err=True)
        raise typer.Exit(2) from error
    finally:
        library.close()
    typer.echo(
        f"{collection}: {len(done.added)} taken in, {len(done.unchanged)} unchanged, "
        f"{len(done.failed)} not readable; {done.passages} passages"
    )
    if done.failed:
        raise typer.Exit(1)


@app.command("list")
def list_documents(collection: CollectionName = DEFAULT_COLLECTION) -> None:
    """Name the documents of a collection; without any, name the collections."""
    from knowledge.chroma import LibraryUnavailable

    library = _open()
    try:
        entries = library.list(collection)
        for entry in entries:
            mark = " (sample)" if entry.is_sample else ""
            lack = "" if entry.is_whole else " (not complete: ingest it again)"
            typer.echo(f"{entry.id}\t{entry.title}\t{entry.passages} passages{mark}{lack}")
        if not entries:
            others = ", ".join(library.collections()) or "none yet"
            typer.echo(f"{collection!r} holds nothing. Collections: {others}", err=True)
    except LibraryUnavailable as error:
        typer.secho(str(error), fg="red", err=True)
        raise typer.Exit(2) from error
    finally:
        library.close()


def ask(
    question: Annotated[str | None, typer.Argument(help="One question; leave it out with --jsonl.")] = None,
    collection: CollectionName = DEFAULT_COLLECTION,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help='Read {"id", "text"} lines from stdin, write a line for each.')
    ] = False,
) -> None:
    """Ask the library: answers come word for word from its documents, with sources, best first.

    With --jsonl a line that cannot be read gives a line with "error", and the exit code is 1 at the
    end. The collection "sample" is filled with the sample library if it holds nothing.
    """
    from knowledge.chroma import LibraryUnavailable

    if not jsonl and not question:
        raise typer.BadParameter("give a question, or --jsonl with questions on stdin")
    library = _open()
    try:
        _stand_ready(library, collection)
        if jsonl:
            failures = _answer_lines(library, collection)
            if failures:
                raise typer.Exit(1)
        else:
            _print(library.ask(question or "", collection))
    except LibraryUnavailable as error:
        typer.secho(str(error), fg="red", err=True)
        raise typer.Exit(2) from error
    finally:
        library.close()


def _stand_ready(library: "Library", collection: str) -> None:
    """Fill the sample collection if need be; refuse a collection that does not exist."""
    from knowledge import sample

    if collection in library.collections():
        return
    if collection == DEFAULT_COLLECTION:
        typer.echo("filling the sample library, once", err=True)
        library.rebuild(sample.documents(), collection)
        return
    known = ", ".join(library.collections()) or "none yet"
    typer.secho(
        f"There is no collection {collection!r} (there are: {known}). "
        f"Fill it with: serai library ingest PATH --collection {collection}",
        fg="red",
        err=True,
    )
    raise typer.Exit(2)


def _answer_lines(library: "Library", collection: str) -> int:
    failures = 0
    for given in _lines():
        if "error" in given:
            failures += 1
            out = given
        else:
            out = {"id": given.get("id"), **as_json(library.ask(given["text"], collection))}
        sys.stdout.write(json.dumps(out, ensure_ascii=False) + "\n")
        sys.stdout.flush()
    return failures


def _lines() -> Iterator[dict[str, Any]]:
    for number, raw in enumerate(sys.stdin.buffer, start=1):
        if not raw.strip():
            continue
        try:
            given = json.loads(raw)
        except ValueError as error:
            yield {"id": None, "error": f"line {number}: not JSON ({error})"}
            continue
        if not isinstance(given, dict) or not isinstance(given.get("text"), str):
            id_ = given.get("id") if isinstance(given, dict) else None
            yield {"id": id_, "error": f'line {number}: not an object with a string "text"'}
            continue
        yield {"id": given.get("id"), "text": given["text"]}


def as_json(answer: "Answer") -> dict[str, Any]:
    """An answer in the shape of the JSON lines."""
    sources = [
        {
            "document": source.document,
            "passage": source.text,
            "score": round(source.score, 4),
            "title": source.title,
            "section": source.section,
            "page": source.page,
        }
        for source in answer.sources
    ]
    return {"answer": answer.text, "sources": sources, "abstained": answer.abstained}


def _print(answer: "Answer") -> None:
    if answer.abstained:
        typer.echo("The library does not say.")
        return
    typer.echo(answer.text)
    for source in answer.sources:
        page = f", page {source.page}" if source.page else ""
        typer.secho(f"  {source.score:.2f}  {source.heading}{page}  ({source.document})", dim=True)
