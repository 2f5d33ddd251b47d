"""The printed proposal: what stands in the PDF, and what a hostile document cannot make the press do."""

import asyncio
import http.server
import resource
import threading
from collections.abc import AsyncIterator, Iterator
from io import BytesIO

import pytest
from pypdf import PdfReader
from pypdf.generic import IndirectObject

from bot.paper.press import Limits, NotPrinted, Press, print_html, write_page
from crm.db import Book, SlowWorkInTransaction
from tests.bot.paper.proposals import LINK, planned, priced, told
from tests.faults import Figures, size

NASTY = (
    "<img src=x> </style><style>body{background:url(http://127.0.0.1:9/x)}</style> "
    "{{7*7}} ${7*7} {% raw %} \u202eevil\u202c </title><script>alert(1)</script>"
)


@pytest.fixture(scope="module")
def plain_pdf() -> PdfReader:
    page = write_page(told(planned(), priced(planned()), changes=("One more night in Ubud",)), LINK)
    return PdfReader(BytesIO(print_html(page)))


@pytest.fixture(scope="module")
def nasty_pdf() -> PdfReader:
    story = told(planned(), priced(planned()), NASTY + "y" * 1_000_000, changes=(NASTY,))
    return PdfReader(BytesIO(print_html(write_page(story, LINK))))


def _text(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def _images(pdf: PdfReader) -> int:
    return sum(len(page.images) for page in pdf.pages)


def test_a_sign_never_stands_alone_at_the_end_of_a_line():
    told_line = "Price: ₹1,74,713 instead of ₹1,84,335, that is −₹9,622, a well-known way"
    (line,) = told(planned(), priced(planned()), changes=(told_line,)).changes
    assert line == told_line.replace("−₹", "−\u2060₹")


def test_the_proposal_says_who_when_what_and_how_much(plain_pdf: PdfReader) -> None:
    text, quote = _text(plain_pdf), priced(planned())
    assert "2 adults, 1 child (aged 5), 1 infant" in text
    assert "Sun 20 Dec 2026 to Fri 25 Dec 2026" in text
    assert f"{quote.total.amount:,.0f}"[-3:] in text
    assert "One more night in Ubud" in text
    assert LINK in text.replace(" ", "")


def test_the_proposal_can_be_read_aloud(plain_pdf: PdfReader) -> None:
    root = plain_pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "5 nights in Bali" in str(plain_pdf.metadata.title)
    assert "/StructTreeRoot" in root
    assert b"pdfuaid" in root["/Metadata"].get_data()
    alternatives = [text for text in _alternatives(root["/StructTreeRoot"]) if text]
    assert any("Map of the route" in text for text in alternatives)
    assert any("QR code" in text for text in alternatives)


def _alternatives(node: object) -> Iterator[str]:
    while isinstance(node, IndirectObject):
        node = node.get_object()
    if isinstance(node, dict):
        if node.get("/S") == "/Figure":
            yield str(node.get("/Alt", ""))
        yield from _alternatives(node.get("/K"))
    elif isinstance(node, list):
        for child in node:
            yield from _alternatives(child)


def test_every_font_is_embedded(plain_pdf: PdfReader) -> None:
    found = set()
    for page in plain_pdf.pages:
        for font in page["/Resources"]["/Font"].values():
            for part in font.get_object()["/DescendantFonts"]:
                descriptor = part.get_object()["/FontDescriptor"]
                assert {"/FontFile2", "/FontFile3", "/FontFile"} & descriptor.keys()
                found.add(str(descriptor["/FontName"]).split("+")[-1])
    assert any("Inter" in name for name in found)
    assert any("Fraunces" in name for name in found)


def test_no_page_is_nearly_empty(plain_pdf: PdfReader) -> None:
    assert 3 <= len(plain_pdf.pages) <= 6
    for page in plain_pdf.pages:
        assert len(page.extract_text().split()) > 40


@pytest.mark.fault("T32")
def test_a_hostile_name_is_shown_literally(nasty_pdf: PdfReader, plain_pdf: PdfReader) -> None:
    text = _text(nasty_pdf)
    assert "<img src=x> </style><style>" in text
    assert "{{7*7}} ${7*7} {% raw %}" in text
    assert "49" not in text.split("Prepared for")[1][:200]
    assert _images(nasty_pdf) == _images(plain_pdf) == 0
    assert abs(len(nasty_pdf.pages) - len(plain_pdf.pages)) <= 1
    assert "/EmbeddedFiles" not in nasty_pdf.trailer["/Root"].get("/Names", {})


class _Ear(http.server.BaseHTTPRequestHandler):
    heard: list[str]

    def do_GET(self) -> None:
        self.heard.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        return None


@pytest.fixture
def ear() -> Iterator[tuple[str, list[str]]]:
    """A server that writes down who asks."""
    heard: list[str] = []
    server = http.server.HTTPServer(("127.0.0.1", 0), type("Ear", (_Ear,), {"heard": heard}))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", heard
    server.shutdown()
    server.server_close()


@pytest.mark.fault("T31")
def test_nothing_is_fetched_but_our_own_fonts(ear: tuple[str, list[str]], figures: Figures) -> None:
    url, heard = ear
    html = f"""<!doctype html><html lang="en"><head><title>t</title>
    <link rel="stylesheet" href="{url}/sheet"><link rel="attachment" href="file:///etc/passwd">
    <link rel="attachment" href="{url}/attached"><style>@import url({url}/imported);
    @font-face {{ font-family: X; src: url({url}/font) }}
    @font-face {{ font-family: Y; src: url(serai-font:../../pyproject.ttf) }}
    p {{ background: url({url}/background); font-family: X, Y; list-style: url(file:///etc/passwd) }}
    </style></head><body class="roomy"><p>Words</p>
    <img src="file:///etc/passwd"><img src="{url}/image"><img src="/dev/urandom">
    <img src="serai-font:README.md">
    <object data="{url}/object"></object><embed src="file:///dev/urandom"><iframe src="{url}/frame"></iframe>
    <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">
    <use href="{url}/use#a"/><image xlink:href="{url}/xlink" width="5" height="5"/>
    <image href="file:///etc/hostname" width="5" height="5"/></svg></body></html>"""
    made = print_html(html)
    pdf = PdfReader(BytesIO(made))
    figures.show("fetches", len(heard), "0")
    assert heard == []
    assert "Words" in _text(pdf)
    assert "root:" not in _text(pdf)
    assert _images(pdf) == 0
    assert not pdf.attachments
    assert b"root:x:0" not in made


@pytest.fixture
async def small_press() -> AsyncIterator[Press]:
    press = Press(Limits(cpu=size(4, 20), memory=size(400, 512) * 1024 * 1024, patience=300))
    yield press
    press.close()


# Columns in columns, each as high as what is in it: every one multiplies the work, and takes no memory.
SLOW = '<div style="columns: 2">' * 10 + "one two three four " * 20 + "</div>" * 10
LARGE = "<p>" + "word " * 4_000_000 + "</p>"
DEEP = "<table>" + "<tr><td>" * 20_000 + "x" * 500_000


@pytest.mark.fault("T31")
@pytest.mark.timeout(size(120, 900))
@pytest.mark.parametrize("kind", ["slow", "deep", "large"][: size(1, 3)])
async def test_a_document_without_end_is_stopped_and_the_next_one_is_printed(
    small_press: Press, kind: str, figures: Figures
) -> None:
    endless = {"deep": DEEP, "slow": SLOW, "large": LARGE}[kind]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with pytest.raises(NotPrinted, match=r"too much memory|MemoryError|Recursion") as stopped:
        await small_press.print_html(endless)
    figures.show("stopped", str(stopped.value)[:60])
    if kind == "slow":
        spent = await _cpu_of_children(since=before)
        figures.show("CPU", f"{spent:.1f} s", f"{size(4, 20)} s of printing, and the process's start")
        assert size(4, 20) - 1 <= spent <= size(4, 20) + 8, "the kernel ended it, not the wall's clock"
    made = await small_press.print_html('<html lang="en"><title>t</title><p>Fine</p></html>')
    assert "Fine" in _text(PdfReader(BytesIO(made)))


async def _cpu_of_children(since: resource.struct_rusage) -> float:
    """Wait until the end of a process has been noted, and give the seconds of CPU that it took."""
    for _ in range(100):
        now = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = now.ru_utime + now.ru_stime - since.ru_utime - since.ru_stime
        if spent > 0.001:  # sums of floats differ by a trifle where nothing was noted yet
            return spent
        await asyncio.sleep(0.1)
    return 0.0


async def test_the_press_refuses_to_print_inside_a_transaction(book: Book) -> None:
    story = told(planned(), priced(planned()))
    async with book.transaction():
        with pytest.raises(SlowWorkInTransaction):
            await Press().print(story, LINK)
