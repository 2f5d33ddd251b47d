"""Printing proposals: WeasyPrint in a process of its own, with limits, off every request's path."""

import asyncio
import multiprocessing
import resource
import signal
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.paper.story import Story
from crm.db import forbid_in_transaction

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
FONTS = TEMPLATES / "fonts"

_NEAR_EMPTY = 0.34  # of a page's height
_ROOMY, _DENSE = '<body class="roomy">', '<body class="dense">'


@dataclass(frozen=True)
class Limits:
    """What one document may take: seconds of CPU, bytes of memory, and seconds on the wall's clock.

    The clock includes the start of the printing process, which has low priority beside a worker that has it
    too: on a busy machine both together wait for minutes. It stays well within the lease of a job.
    """

    cpu: int = 20
    memory: int = 512 * 1024 * 1024
    patience: float = 150.0


class NotPrinted(Exception):
    """The document could not be made; the message says why, for staff."""


@lru_cache(maxsize=1)
def _environment() -> Any:
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    return SandboxedEnvironment(
        loader=FileSystemLoader(TEMPLATES / "proposal"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def draw_qr(link: str, title: str) -> str:
    """Draw a link as a QR code in SVG; `title` is its alternative text."""
    import segno

    return str(segno.make(link, error="m").svg_inline(border=1, dark="#0d4a3b", title=title, scale=4))


def write_page(story: Story, link: str | None) -> str:
    """Write the proposal's HTML."""
    page = _environment().get_template("proposal.html")
    qr = draw_qr(link, story.say("paper.qr", link=link)) if link else ""
    return str(page.render(story=story, link=link, qr_svg=qr, density="roomy"))


def print_html(html: str) -> bytes:
    """Print HTML as a tagged PDF (PDF/UA-1). Nothing but our own fonts is ever fetched.

    Runs in the printing process; call `Press.print` from elsewhere.
    """
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OnlyOurFonts(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> Any:
            name = url.removeprefix("serai-font:")
            if url == name or "/" in name or not name.endswith(".ttf") or not (FONTS / name).is_file():
                raise ValueError(f"a proposal may not fetch {url[:80]!r}")
            return URLFetcherResponse(url, (FONTS / name).read_bytes(), {"Content-Type": "font/ttf"})

    fetcher, fonts = OnlyOurFonts(), FontConfiguration()
    style = CSS(filename=TEMPLATES / "proposal" / "proposal.css", font_config=fonts, url_fetcher=fetcher)

    def lay_out(page: str) -> Any:
        source = HTML(string=page, url_fetcher=fetcher, base_url="serai-none:")
        options = {"pdf_variant": "pdf/ua-1", "pdf_tags": True, "full_fonts": False}
        return source.render(stylesheets=[style], font_config=fonts, **options)

    document = lay_out(html)
    if _cover_overflows(document) or _ends_on_a_near_empty_page(document):
        denser = lay_out(html.replace(_ROOMY, _DENSE, 1))
        if len(denser.pages) < len(document.pages):
            document = denser
    return bytes(document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True, full_fonts=False))


def _cover_overflows(document: Any) -> bool:
    """Whether what belongs on the first page took more than that: the days begin on a page of their own."""
    return all("days" not in page.anchors for page in document.pages[:2])


def _ends_on_a_near_empty_page(document: Any) -> bool:
    """Whether the last page holds a few lines only; `end` marks where the document's words stop."""
    last = document.pages[-1]
    end = last.anchors.get("end")
    return len(document.pages) > 2 and end is not None and end[1] < last.height * _NEAR_EMPTY


def _limited(html: str, limits: Limits) -> bytes:
    """Print with this process's limits: the kernel ends it past them, and the press sees that."""
    spent = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(spent.ru_utime + spent.ru_stime) + limits.cpu
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    resource.setrlimit(resource.RLIMIT_DATA, (limits.memory, resource.getrlimit(resource.RLIMIT_DATA)[1]))
    return print_html(html)


def _warm() -> None:
    """Pay for the import before the first customer waits for it."""
    import weasyprint  # noqa: F401


def _deaf_to_ctrl_c() -> None:
    """Ctrl-C reaches every process of the terminal; the desk ends this one when it is done with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


class Press:
    """A warm printing process. One document at a time: WeasyPrint does not gain from threads."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._pool: ProcessPoolExecutor | None = None

    def warm(self) -> None:
        """Start the process; returns at once."""
        self._open().submit(_warm)

    def _open(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                1,
                mp_context=multiprocessing.get_context("spawn"),
                initializer=_deaf_to_ctrl_c,
                max_tasks_per_child=50,
            )
        return self._pool

    async def print(self, story: Story, link: str | None) -> bytes:
        """Make a proposal's PDF. Raises `NotPrinted`; the next document is not affected."""
        forbid_in_transaction("a PDF")
        html = await asyncio.to_thread(write_page, story, link)
        return await self.print_html(html)

    async def print_html(self, html: str) -> bytes:
        """Print HTML within the limits of time and memory. Raises `NotPrinted`."""
        limits = self._limits
        printing = self._open().submit(_limited, html, limits)
        try:
            return await asyncio.wait_for(asyncio.wrap_future(printing), limits.patience)
        except BrokenProcessPool as broken:
            self._drop()
            raise NotPrinted(f"printing took more than {limits.cpu} s or too much memory") from broken
        except TimeoutError as late:
            self._drop()
            raise NotPrinted(f"printing took more than {limits.patience:.0f} s") from late
        except (ValueError, MemoryError, OSError) as problem:
            raise NotPrinted(f"{type(problem).__name__}: {problem}"[:300]) from problem

    def _drop(self) -> None:
        if self._pool is not None:
            for process in list((self._pool._processes or {}).values()):  # noqa: SLF001 - no public way to end one
                process.kill()
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None

    def close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None
