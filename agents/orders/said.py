"""Words of staff made plain for the grammar, with the way back to what they wrote."""

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from agents.regexes import regex

# Words that head an order or carry its meaning, and that people mistype in a hurry.
_KNOWN = (
    "show", "list", "leads", "lead", "move", "mark", "negotiating", "negotiation", "qualifying", "proposed",
    "waiting", "unclaimed", "reminder", "reminders", "remind", "summary", "summarise", "summarize", "claim",
    "assign", "release", "suggest", "report", "tomorrow", "travelling", "follow", "template", "status",
    "nights", "draft", "reply", "cancel", "proposal", "reopen", "yesterday", "hottest", "biggest",
    "snooze", "discount", "markup", "resend",
)  # fmt: skip
_SHORTHANDS = {
    "pls": "please", "plz": "please", "whats": "what's", "todays": "today's",
    "tmrw": "tomorrow", "tmr": "tomorrow", "2moro": "tomorrow", "2morrow": "tomorrow", "tomo": "tomorrow",
    "wats": "what's", "hws": "how's", "hows": "how's", "shw": "show", "sho": "show", "snd": "send",
    "leds": "leads", "ledas": "leads", "ill": "i'll", "hasnt": "hasn't", "havent": "haven't",
    "didnt": "didn't", "isnt": "isn't", "arent": "aren't", "folowup": "followup", "whos": "who's",
    "rmd": "remind", "rmnd": "remind", "remnd": "remind", "remid": "remind", "rmind": "remind",
    "snoze": "snooze", "snooz": "snooze",
    "msg": "message", "txt": "text", "abt": "about", "disc": "discount", "lakhs": "lakh",
    "coz": "because", "cuz": "because", "bcoz": "because", "bcz": "because", "wid": "with", "wth": "with",
    "neg": "negotiating", "fri": "friday", "mon": "monday", "u": "you",
    "tue": "tuesday", "wed": "wednesday", "thu": "thursday", "sat": "saturday", "sun": "sunday",
}  # fmt: skip
_TOKEN = regex(r"\w+(?:['’]\w+)*|[^\w\s]|\s+")
_SAME = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "→": ">", "–": "-", "—": "-"})


@lru_cache(maxsize=2048)
def mended(word: str) -> str:
    """Give the word of an order that was meant, for a slip of the keyboard; otherwise the word itself."""
    if word in _SHORTHANDS:
        return _SHORTHANDS[word]
    if word in _KNOWN or not word.isalpha() or len(word) < 4:
        return word
    allowed = 2 if len(word) >= 8 else 1
    near = [known for known in _KNOWN if known[0] == word[0] and OSA.distance(word, known) <= allowed]
    # "leaps" is nearer to nothing than "laeds": a short word counts only if its letters were merely swapped.
    close = [known for known in near if len(word) >= 6 or sorted(known) == sorted(word)]
    return close[0] if len(close) == 1 else word


@dataclass(frozen=True)
class Said:
    """`plain` is lower case with one space between words; `spans` lead each character's word home."""

    plain: str
    original: str
    spans: tuple[tuple[int, int, int, int], ...]  # begin and end in plain, begin and end as written

    def written(self, begin: int, end: int) -> str:
        """Give the words as they were written that stand at `begin:end` of the plain text."""
        within = [span for span in self.spans if span[0] < end and span[1] > begin]
        return self.original[within[0][2] : within[-1][3]] if within else ""


def read(text: str) -> Said:
    """Make a text plain: lower case, shorthands written out, slips in words of orders put right."""
    parts: list[str] = []
    spans: list[tuple[int, int, int, int]] = []
    at = 0
    for match in _TOKEN.finditer(text):
        token = match.group()
        plain = " " if token.isspace() else mended(token.translate(_SAME).lower())
        if token.isspace() and "\n" in token:
            plain = " ; "
        parts.append(plain)
        if not token.isspace():
            spans.append((at, at + len(plain), match.start(), match.end()))
        at += len(plain)
    return Said("".join(parts), text, tuple(spans))
