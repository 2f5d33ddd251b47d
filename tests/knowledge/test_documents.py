"""Files become documents, and a bad file is told apart with a reason that a person understands."""

import io
from pathlib import Path

import pytest
import weasyprint
from pypdf import PdfReader, PdfWriter

from knowledge import documents
from knowledge.chunks import cut
from knowledge.documents import Document, Unreadable, checked, found, from_bytes, read

GUIDE = """
<html><head><title>Guide to Ubud</title><style>
  @page { size: A5; @top-center { content: "Sunrise Travels" } @bottom-center { content: counter(page) } }
  h1, h2 { break-after: avoid } section { break-after: page }
</style></head><body>
<section><h1>Luggage</h1><p>Each traveller may bring one suitcase of twenty kilos. A second suitcase costs
forty dollars at the counter, and thirty if it is paid for online before the day of the flight.</p></section>
<section><h1>Children</h1><p>Children under six sleep free in the bed of their parents.</p></section>
<section><h2>Monkeys</h2><ul><li>Close your bag.</li><li>Take off your glasses.</li></ul></section>
</body></html>
"""


def pdf(html: str) -> bytes:
    content: bytes = weasyprint.HTML(string=html).write_pdf()
    return content


def test_a_markdown_file_gives_its_title_and_whether_it_is_a_sample() -> None:
    text = "---\ntitle: Visa for Bali\nsample: true\n---\n# Another title\n\nBring a passport."
    document = from_bytes("visa.md", text.encode())
    assert (document.title, document.is_sample, document.format) == ("Visa for Bali", True, "markdown")
    assert from_bytes("a.md", b"# Tips\n\nNone.").title == "Tips"
    assert from_bytes("dress_at-temples.txt", b"Cover your knees.").title == "dress at temples"


def test_a_pdf_gives_headings_pages_and_no_running_heads() -> None:
    document = from_bytes("guide.pdf", pdf(GUIDE))
    assert document.title == "Guide to Ubud"
    assert "Sunrise" not in document.text
    chunks = cut(document).chunks
    assert [(chunk.section, chunk.page) for chunk in chunks] == [
        ("Luggage", 1),
        ("Children", 2),
        ("Monkeys", 3),
    ]
    assert "thirty if it is paid for online before the day of the flight." in chunks[0].text
    assert "Close your bag." in chunks[2].text
    assert "Take off your glasses." in chunks[2].text


def locked_pdf() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("<p>secret</p>"))))
    writer.encrypt("password", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def scanned_pdf() -> bytes:
    return pdf('<svg width="90" height="90"><rect width="90" height="90" fill="red"/></svg>')


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("photo.jpg", lambda: b"JFIF", "not a format"),
        ("empty.md", lambda: b" \n", "empty"),
        ("marks.md", lambda: b"---\ntitle: x\n---\n\n***\n", "no text"),
        ("latin.txt", lambda: "Café".encode("latin-1"), "UTF-8"),
        ("binary.txt", lambda: b"MZ\x00\x01", "binary"),
        ("noise.pdf", lambda: b"%PDF-1.7\n" + bytes(range(128)) * 9, "damaged"),
        ("cut.pdf", lambda: pdf(GUIDE)[:900], "damaged"),
        ("locked.pdf", locked_pdf, "password"),
        ("scan.pdf", scanned_pdf, "scan"),
        ("long.txt", lambda: b"word " * 700_000, "characters"),
        ("huge.txt", lambda: b"a" * (documents.MOST_BYTES + 1), "bytes"),
    ],
)
def test_a_bad_file_is_refused_with_its_name_and_the_reason(name, content, reason) -> None:
    with pytest.raises(Unreadable, match=reason) as refused:
        from_bytes(name, content())
    assert str(refused.value).startswith(name)


def test_a_folder_is_read_with_all_below_it_but_nothing_hidden(tmp_path: Path) -> None:
    for name in ("b.md", "deep/er/a.txt", ".git/c.md", "deep/.d.md", "picture.png"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("Hello there.")
    assert [name for name, _ in found(tmp_path)] == ["b.md", "deep/er/a.txt"]
    assert [name for name, _ in found(tmp_path / "b.md")] == ["b.md"]
    with pytest.raises(Unreadable, match="no such file"):
        list(found(tmp_path / "missing"))
    with pytest.raises(Unreadable, match="No such file"):
        read(tmp_path / "missing.md")


def test_a_document_without_title_is_refused() -> None:
    with pytest.raises(Unreadable, match="title"):
        checked(Document(id="a", title=" ", text="words"))
