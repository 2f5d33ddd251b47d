"""Whether a message only tells news: "my friends celebrated their honeymoon in Bali"."""

from agents.regexes import regex
from agents.understanding.of_whom import MY
from agents.understanding.reading import LONGEST, TAKEN, read
from agents.understanding.spoken_of import not_of_this_trip
from agents.understanding.spoken_words import ADDS_NO
from agents.understanding.staying_behind import of_those_at_home

# What may stand beside the news and neither asks nor wishes for anything: "and my", before "friends".
_BESIDE = regex(
    rf"(?<!\w)(?:{MY}|hi|hello|hey|hola|bonjour|hallo|ola|namaste|привет|by the way|btw|you know|well|"
    r"por cierto|au fait|ubrigens|alias|кстати|and|but|so|because|y|et|und|e|и|aur|pero|mais|aber|mas|но|"
    r"lekin)(?!\w)"
)


def tells_news(text: str) -> bool:
    """Whether all of a message tells of others, or of what lies behind, and asks nothing."""
    if "?" in text or "؟" in text:
        return False
    reading = read(text[:LONGEST])
    if ADDS_NO.search(reading.plain):
        return False
    told = [*not_of_this_trip(reading.plain), *of_those_at_home(reading.plain)]
    left = _BESIDE.sub(" ", reading.without(*told).plain.replace(TAKEN, " "))
    return bool(told) and not any(sign.isalnum() for sign in left)
