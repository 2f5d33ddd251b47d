"""A total drawn from what was said before it: "I said 2 adults but my mother comes too, so 3"."""

import re

from agents.understanding.contract import Slot
from agents.understanding.kin_lists import ONE, TWO
from agents.understanding.numbers import ENGLISH, LANGUAGE_WORDS, count_of, number
from agents.understanding.party_words import COUNTED
from agents.understanding.reading import Reading, read

_MOST_MORE = 3  # that kin named in passing bring along
_NUMBER = "|".join((rf"\d{{1,2}}|{ENGLISH}", *(w for name, w in LANGUAGE_WORDS.items() if name != "en")))
_TOTAL = re.compile(
    r"(?<!\w)(?:so|thus|(?:that|which) makes(?: us)?|making(?: us)?|asi que|entonces|donc|also|entao|"
    r"portanto|"
    r"так что|то есть|итого|значит|يعني|لذلك|اي|toh?|yani|तो|यानी),? "
    r"(?:(?:now|it's|it is|we are|we're|we will be|us|total|in total|all in all|somos|seremos|en total|"
    r"nous sommes|nous serons|on est|on sera|ca fait|sind wir|wir sind|insgesamt|agora|ahora|нас|всего|"
    r"будет|теперь|سنكون|نحن|hum|ham|kul|हम|कुल) ){0,3}"
    rf"(?P<n>{_NUMBER})"
    r"(?: (?:adults?|people|of us|now|in total|in all|altogether|adultos?|personas?|en total|adultes?|"
    r"personnes|en tout|erwachsene|personen|insgesamt|pessoas|no total|ao todo|человека?|взрослых|log|"
    r"ho gaye|honge|hain|लोग|हो गए|होंगे|हैं|اشخاص)){0,2}[\s.!]*$"
)
_KIN = re.compile(rf"(?<![\w\u0900-\u0963])(?:{ONE}|{TWO})(?![\w\u0900-\u0963])")


def so_many(reading: Reading) -> Slot | None:
    """The adults that a message ends on, where it counts fewer before and names kin who come along.

    Readers before may have taken the first count as put right, and the kin as those who join.
    """
    whole = read(reading.text)
    match = _TOTAL.search(whole.plain)
    if match is None:
        return None
    before = whole.plain[: match.start()]
    told = COUNTED["adults"].search(before)
    adults, heads = count_of(told) if told else None, number(match["n"])
    if not adults or not heads or not adults < heads <= adults + _MOST_MORE or not _KIN.search(before):
        return None
    return Slot(heads, whole.span(*match.span("n")), confidence=0.9)
