"""Addresses in whatever disguise: a link may be typed, shortened, spelt out or hidden from filters."""

import re
from collections.abc import Iterator

from agents.regexes import regex

_DOT = r"(?:\.|。|．|｡|․|\s?[(\[{]\s?(?:dot|\.)\s?[)\]}]\s?|\s(?:dot|punto|punkt|ponto|точка)\s)"
_NAME = r"[^\W_](?:[\w-]*[^\W_])?"
_ADDRESS = regex(
    # A scheme, known or not: what follows it is opened by a thumb.
    r"(?:(?:hxxps?|https?|ftp|upi|whatsapp|tg|intent|market|geo)\s?:\s?/{0,2}|(?<!\w)(?:mailto|tel|sms|javascript|data):)"
    r"[^\s<>]*|(?<!\w)//[^\s<>]+"
    # Something at something: e-mail, or an account to pay into.
    rf"|[\w.+-]{{1,254}}\s?(?:@|＠|[(\[]at[)\]])\s?{_NAME}(?:{_DOT}{_NAME})*"
    # Names parted by dots with no blank between: the last one is of letters and longer than one.
    rf"|(?<![\w@.]){_NAME}(?:{_DOT}{_NAME})*{_DOT}(?:xn--[\w-]+|[^\W\d_]{{2,}})(?![\w])(?:[/?#:][^\s<>]*)?"
    # Numbers of a machine, with a path or a port behind them.
    r"|(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?:[:/][^\s<>]*)?",
    re.IGNORECASE,
)
# An account or a phone number: more digits in a row than any price, date or count of ours has.
_LONG_NUMBER = regex(r"(?<![\w.,])\+?\d(?:[ -]?\d){9,}(?![\w.,]*\d)")
# Levelling takes underscores for WhatsApp's italics.
_PLACED = regex(r"\S*\{trip[_ ]link\}\S*")
_FILE = regex(r"\.(?:pdf|png|jpe?g)$", re.IGNORECASE)
# What stands around the place of our own link in a sentence, and does not become part of it.
_FRAME = "*_~()[]<>“”\"'«».,;:!?…"


def addresses(plain: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Every address in a levelled text with its span; our own link only where nothing is glued to it."""
    taken: list[tuple[int, int]] = []
    for match in _PLACED.finditer(plain):
        word = match.group()
        bare = word.strip(_FRAME)
        begin = match.start() + word.index(bare) if bare else match.start()
        taken.append((begin, begin + len(bare)))
        yield bare.casefold().replace(" ", "_"), taken[-1]
    for pattern in (_ADDRESS, _LONG_NUMBER):
        for match in pattern.finditer(plain):
            link = match.group().rstrip(".,;:!?)")
            span = (match.start(), match.start() + len(link))
            if _FILE.search(link) or not link or any(span[0] < e and b < span[1] for b, e in taken):
                continue
            taken.append(span)
            yield link.casefold(), span


def without_addresses(text: str) -> str:
    """The customer's words as they may be quoted back: "…" stands where an address or account stood."""
    for begin, end in sorted((span for _, span in addresses(text)), reverse=True):
        text = f"{text[:begin]}…{text[end:]}"
    return text
