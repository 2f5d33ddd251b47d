"""Telegram's HTML turned into plain text and entities, with Telegram's own complaints."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.telegram.refusals import Refusal, bad_request

Entity = dict[str, Any]

KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "u": "underline",
    "ins": "underline",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "blockquote": "blockquote",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
CHARACTER = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(lt|gt|amp|quot));?")
FOUND = (
    ("url", re.compile(r"(?:https?://|www\.)[^\s<>\"]+[^\s<>\".,;:!?)\]]", re.IGNORECASE)),
    ("email", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("mention", re.compile(r"(?<![\w@])@[A-Za-z]\w{3,31}")),
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?")),
    ("hashtag", re.compile(r"(?<!\w)#\w*[^\W\d]\w*")),
)


@dataclass(slots=True)
class _Open:
    name: str
    start: int
    attributes: dict[str, str] = field(default_factory=dict)


def utf16(text: str) -> int:
    """Length as Telegram counts it, in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def _unparsed(why: str) -> Refusal:
    return bad_request(f"can't parse entities: {why}")


class _Reader:
    """Walks through the HTML once. Offsets in complaints are bytes, as in Telegram's."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.text: list[str] = []
        self.length = 0
        self.nested: list[_Open] = []
        self.entities: list[Entity] = []

    def read(self) -> tuple[str, list[Entity]]:
        while self.at < len(self.source):
            letter = self.source[self.at]
            if letter == "<":
                self._tag()
            elif letter == "&" and (named := CHARACTER.match(self.source, self.at)):
                self._add(_character(named))
                self.at = named.end()
            else:
                self._add(letter)
                self.at += 1
        if self.nested:
            raise _unparsed(f'Can\'t find end tag corresponding to start tag "{self.nested[-1].name}"')
        self.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return "".join(self.text), self.entities

    def _add(self, piece: str) -> None:
        self.text.append(piece)
        self.length += utf16(piece)

    def _byte(self, place: int) -> int:
        return len(self.source[:place].encode())

    def _tag(self) -> None:
        begin = self.at
        self.at += 1
        if self.source.startswith("/", self.at):
            self.at += 1
            self._close(begin)
        else:
            self._open(begin)

    def _word(self, stops: str) -> str:
        start = self.at
        while self.at < len(self.source) and self.source[self.at] not in stops:
            self.at += 1
        return self.source[start : self.at]

    def _skip_space(self) -> None:
        while self.at < len(self.source) and self.source[self.at].isspace():
            self.at += 1

    def _open(self, begin: int) -> None:
        name = self._word(" \t\r\n>").lower()
        if self.at >= len(self.source):
            raise _unparsed(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if name not in KINDS:
            raise _unparsed(f'Unsupported start tag "{name}" at byte offset {self._byte(begin)}')
        attributes: dict[str, str] = {}
        while True:
            self._skip_space()
            if self.at >= len(self.source):
                raise _unparsed(f'Unclosed start tag "{name}" at byte offset {self._byte(begin)}')
            if self.source[self.at] == ">":
                break
            self._attribute(name, begin, attributes)
        self.at += 1
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise _unparsed(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}')
        self.nested.append(_Open(name, self.length, attributes))

    def _attribute(self, tag: str, begin: int, attributes: dict[str, str]) -> None:
        word = self._word(" \t\r\n=>").lower()
        if not word:
            raise _unparsed(f'Empty attribute name in the tag "{tag}" at byte offset {self._byte(begin)}')
        self._skip_space()
        if not self.source.startswith("=", self.at):
            if tag == "blockquote" and word == "expandable":
                attributes[word] = ""
                return
            raise _unparsed(
                f'Expected equal sign in declaration of an attribute of the tag "{tag}" '
                f"at byte offset {self._byte(begin)}"
            )
        self.at += 1
        self._skip_space()
        quote = self.source[self.at : self.at + 1]
        if quote in ("'", '"') and quote:
            self.at += 1
            value = self._word(quote)
            if self.at >= len(self.source):
                raise _unparsed(f"Unclosed start tag at byte offset {self._byte(begin)}")
            self.at += 1
        else:
            value = self._word(" \t\r\n>")
        attributes[word] = CHARACTER.sub(_character, value)

    def _close(self, begin: int) -> None:
        if not self.nested:
            raise _unparsed(f"Unexpected end tag at byte offset {self._byte(begin)}")
        name = self._word(" \t\r\n>").lower()
        self._skip_space()
        if not self.source.startswith(">", self.at):
            raise _unparsed(f"Unclosed end tag at byte offset {self._byte(begin)}")
        self.at += 1
        opened = self.nested.pop()
        if name and name != opened.name:
            raise _unparsed(
                f"Unmatched end tag at byte offset {self._byte(begin)}, "
                f'expected "</{opened.name}>", found "</{name}>"'
            )
        self._finish(opened)

    def _finish(self, opened: _Open) -> None:
        length = self.length - opened.start
        if length == 0:
            return
        entity: Entity = {"type": KINDS[opened.name], "offset": opened.start, "length": length}
        if opened.name == "a":
            text = "".join(self.text)
            url = opened.attributes.get("href") or text[-_letters(text, length) :]
            if not re.match(r"(?:https?|tg|mailto|tel|ton):|[\w-]+(?:\.[\w-]+)+", url):
                return
            entity["url"] = url
        elif opened.name == "tg-emoji":
            entity["custom_emoji_id"] = opened.attributes.get("emoji-id", "")
        elif opened.name == "blockquote" and "expandable" in opened.attributes:
            entity["type"] = "expandable_blockquote"
        elif opened.name == "code" and self.nested and self.nested[-1].name == "pre":
            language = opened.attributes.get("class", "").removeprefix("language-")
            if language and self.nested[-1].start == opened.start:
                self.nested[-1].attributes["language"] = language
            return
        elif opened.name == "pre" and opened.attributes.get("language"):
            entity["language"] = opened.attributes["language"]
        self.entities.append(entity)


def _character(found: re.Match[str]) -> str:
    number = int(found[1]) if found[1] else int(found[2], 16) if found[2] else 0
    if found[3]:
        return NAMED[found[3]]
    return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else found[0]


def _letters(text: str, units: int) -> int:
    """How many letters at the end of a text make that many UTF-16 units."""
    count = 0
    while units > 0:
        count += 1
        units -= utf16(text[-count])
    return max(1, count)


def detect(text: str, known: list[Entity]) -> list[Entity]:
    """Known entities and those Telegram finds by itself: links, commands, mentions."""
    if not any(letter in text for letter in "/@#.:"):
        return known
    taken = [
        (entity["offset"], entity["offset"] + entity["length"])
        for entity in known
        if entity["type"] in ("code", "pre", "text_link")
    ]
    entities = list(known)
    for kind, pattern in FOUND:
        for match in pattern.finditer(text):
            start = utf16(text[: match.start()])
            end = start + utf16(match[0])
            if all(end <= begin or start >= stop for begin, stop in taken):
                taken.append((start, end))
                entities.append({"type": kind, "offset": start, "length": end - start})
    entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return entities


def trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Without white space at either end, entities moved and cut to fit."""
    ahead = len(text) - len(text.lstrip())
    kept = text.strip()
    length = utf16(kept)
    fitted = []
    for entity in entities:
        start = max(0, entity["offset"] - ahead)
        end = min(length, entity["offset"] + entity["length"] - ahead)
        if end > start:
            fitted.append({**entity, "offset": start, "length": end - start})
    return kept, fitted


def formatted(text: str, parse_mode: str, entities: list[Entity] | None) -> tuple[str, list[Entity]]:
    """Text and entities of a message. Raises Refusal for HTML that cannot be parsed."""
    if parse_mode.lower() == "html":
        plain, marked = _Reader(text).read()
    elif parse_mode:
        raise bad_request(f"unsupported parse_mode: the sandbox reads HTML, not {parse_mode}")
    else:
        plain, marked = text, list(entities or [])
    plain, marked = trimmed(plain, marked)
    return plain, detect(plain, marked)
