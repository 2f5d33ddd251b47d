"""Words of an e-mail without what it quotes: only what was newly written is read. Pure."""

import re
from html.parser import HTMLParser

# "On 26 Nov 2026, Serai wrote:" as the mail programs of eight languages write it, possibly over two lines.
_WROTE = re.compile(
    r"^(?:(?:On|Le|El|Em|Am|В|На) .{4,160}(?:wrote|a écrit|escribió|escreveu|schrieb|написал|пишет)"
    r"[^:]{0,120}:"
    r"|.{4,160}(?:ने लिखा|كتب)\s*:|(?:\w{1,4}[.,]{1,2} )?\d{1,2}.{4,120}<[^<>\s]+@[^<>\s]+>\s*:)\s*$"
)
_BANNER = re.compile(
    r"^\s*(?:-{2,}\s*(?:Original Message|Forwarded message|Mensaje original|Message d'origine|"
    r"Mensagem original|Ursprüngliche Nachricht|Исходное сообщение|मूल संदेश|"
    r"الرسالة الأصلية)\s*-{2,}|_{10,})\s*$",
    re.IGNORECASE,
)
_HEADER = re.compile(r"^\s*\*?(?:From|Von|De|От|من|प्रेषक)\s*:\*?\s.*@", re.IGNORECASE)
_SIGNATURE = re.compile(r"^--\s?$")
_SENT_FROM = re.compile(
    r"^(?:Sent from my|Get Outlook for|Von meinem .* gesendet|Envoyé de mon|Enviado desde mi)", re.IGNORECASE
)


def without_quotes(text: str) -> str:
    """Give what was newly written: quoted lines, the line before them, and the signature are left out.

    An answer written between quoted lines is kept whole, each of its parts.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept: list[str] = []
    for number, line in enumerate(lines):
        pair = f"{line.strip()} {lines[number + 1].strip()}" if number + 1 < len(lines) else line.strip()
        if _BANNER.match(line) or _SIGNATURE.match(line) or _HEADER.match(line):
            break
        if _WROTE.match(line.strip()) or (_WROTE.match(pair) and not line.lstrip().startswith(">")):
            if not any(rest.strip() and not rest.lstrip().startswith(">") for rest in lines[number + 2 :]):
                break
            continue
        if line.lstrip().startswith(">") or _SENT_FROM.match(line.strip()):
            continue
        kept.append(line.rstrip())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


class _Words(HTMLParser):
    """Takes the words of a page and leaves what is quoted, styled or scripted."""

    _SILENT = ("script", "style", "head", "title", "blockquote", "template")
    _BREAKS = ("p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4")

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self._SILENT:
            self._silent += 1
        elif tag in self._BREAKS:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in ("p", "div"):
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data)


def words_of_html(page: str) -> str:
    """Give the words of an HTML letter, line by line."""
    reader = _Words()
    reader.feed(page)
    reader.close()
    lines = (re.sub(r"[^\S\n]+", " ", line).strip() for line in "".join(reader.words).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
