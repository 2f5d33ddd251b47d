"""A hotel of the catalogue that is wished for by its name alone: "we want Hill Street House"."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from agents.hearing import stop_words as words
from agents.scene.captured import Joined, Slots
from agents.understanding.contract import Understanding
from agents.understanding.end_cues import NOT, NOT_BEHIND
from agents.understanding.leave import only_asks_leave
from agents.understanding.reading import read
from crm.trips.values import Stay

_FEWEST_WORDS = 2  # of a name that is known wherever it stands
_IN_THE = re.compile(r"(?<=\w) n[oa] $")  # "ficar no …" is Portuguese, and no "no"
# What other readers may have made of the words of a name: "Hill" is no wish for mountains.
_MISREAD = ("interests", "must_see", "beds")
_WANTS = re.compile(
    r"(?<![\w\u0900-\u0963])(?:want\w*|would like|'d like|prefer\w*|stay\w*|sleep\w*|switch|change|move|"
    r"book us|"
    r"put us|take|choose|go (?:for|with)|instead|rather|quer\w+|quier\w+|quisier\w+|gustaria|pref[ei]\w+|"
    r"aloj\w+|dorm\w+|qued\w+|cambi\w+|mejor|voul\w+|voudr\w+|aimer\w+|log\w+|plutot|chang\w+|mocht\w+|woll\w+|"
    r"wohn\w*|ubernacht\w*|lieber|nehm\w+|wechs\w+|gostar\w+|fic\w+|hosped\w+|melhor|troc\w+|mud\w+|"
    r"хот\w+|"
    r"предпоч\w+|лучше|жить|остан\w+|помен\w+|ن?ريد|ن?فضل|نود|ن?قيم|الاقامه|chah\w+|rehn\w*|ruk\w*|chahiye|"
    r"चाह\S*|रह\S*|रुक\S*)(?![\w\u0900-\u0963])"
)


def hotel_named(
    understanding: Understanding, captured: Slots, joined: Joined, stays: Iterable[Stay]
) -> tuple[Slots, bool]:
    """The slots of a turn with the hotel that it wishes for, and whether one is refused: a colleague's.

    A hotel that is asked about, praised or told as booked changes no trip.
    """
    if (captured.get("stay", {}).get("value") or {}).get("name") or "booked" in captured:
        return captured, False
    reading = read(joined.text)
    plain = reading.plain
    for stay in stays:
        name = read(stay.name.split("(")[0].strip()).plain
        at = plain.find(name) if len(name.split()) >= _FEWEST_WORDS else -1
        if at < 0 or not _is_whole(plain, at, at + len(name)):
            continue
        before, behind = _IN_THE.sub(" ", plain[:at]), plain[at + len(name) :]
        asks = "?" in plain or understanding.has("question")
        if asks and not only_asks_leave(joined.text):
            return captured, False
        if NOT.search(before[-40:]) or NOT_BEHIND.match(behind):
            return captured, True
        if not _WANTS.search(before + " " + behind) and not words.WISHES.search(plain):
            return captured, False
        return _wished(captured, joined, reading.span(at, at + len(name))), False
    return captured, False


def _is_whole(plain: str, begin: int, end: int) -> bool:
    return not (plain[:begin][-1:].isalnum() or plain[end : end + 1].isalnum())


def _wished(captured: Slots, joined: Joined, span: tuple[int, int]) -> Slots:
    message, where = joined.locate(span)
    kept = {n: s for n, s in captured.items() if n not in _MISREAD or not _stands_in(s, message, where)}
    name = joined.text[span[0] : span[1]]
    said: Mapping[str, Any] = {"message": message, "span": list(where), "confidence": 0.85}
    return {**kept, "stay": {"value": {"name": name}, **said}}


def _stands_in(slot: Mapping[str, Any], message: int, where: tuple[int, int]) -> bool:
    first, last = slot.get("span") or (-1, -1)
    return slot.get("message") == message and where[0] <= first and last <= where[1]
