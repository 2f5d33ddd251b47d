"""A total drawn from what was said before it: "I said 2 adults but my mother comes too, so 3"."""

from agents.regexes import regex
from agents.understanding.contract import Slot
from agents.understanding.kin_lists import ONE, TWO
from agents.understanding.numbers import ENGLISH, LANGUAGE_WORDS, count_of, number
from agents.understanding.party_words import COUNTED
from agents.understanding.reading import Reading, read

_MOST_MORE = 3  # that kin named in passing bring along
_NUMBER = "|".join((rf"\d{{1,2}}|{ENGLISH}", *(w for name, w in LANGUAGE_WORDS.items() if name != "en")))
_TOTAL = regex(
    r"(?<!\w)(?:so|thus|(?:that|which) makes(?: us)?|making(?: us)?|asi que|entonces|donc|also|entao|"
    r"portanto|"
    r"так что|то есть|итого|значит|يعني|لذلك|اي|toh?|yani|तो|यानी),? "
    r"(?:(?:now|it's|it is|we are|we're|we will be|us|total|in total|all in all|somos|seremos|en total|"
    r"nous sommes|nous serons|on est|on sera|ca fait|sind wir|wir sind|insgesamt|agora|ahora|нас|всего|"
    r"будет|теперь|سنكون|نحن|hum|ham|kul|हम|कुल) ){0,3}"
    rf"(?P<n>{_NUMBER})"
    r"(?: (?:(?P<heads>adults?|people|of us|adultos?|personas?|adultes?|personnes|erwachsene|personen|"
    r"pessoas|"
    r"человека?|взрослых|log|लोग|اشخاص)|now|in total|in all|altogether|en total|en tout|insgesamt|no total|"
    r"ao todo|ho gaye|honge|hain|हो गए|होंगे|हैं)){0,2}[\s.!]*$"
)
_END = r"(?![\w\u0900-\u0963])"
_KIN = rf"(?<![\w\u0900-\u0963])(?:{ONE}|{TWO}){_END}"
# "My mother is too old", "my sister also wants a pool" tell of nobody who comes: such words end the part.
_COMES = (
    r"(?:(?:comes?|coming)(?! (?:from|back|home))|joins?|joining|travels? (?:along|with)|"
    r"tags? along|"
    r"(?:too|also|as well|con nosotr[oa]s|tambien|avec nous|aussi|auch|mit uns|conosco|tambem|com a gente|"
    r"с нами|тоже|также|bhi|भी|معنا|ايضا)(?=\s*(?:$|,))|"
    r"vienen?(?! de )|vendran?|se (?:une|unen|apunta\w*|suma\w*)|(?:viennent|vient)(?! d[e'])|"
    r"viendra|viendront|se joi\w+|(?:kommt|kommen)(?! aus )|fahrt mit|fahren mit|reist mit|reisen mit|"
    r"vem(?! d[eoa] )|(?:vao|vai) (?:com|conosco|junto)|virao|"
    r"едут|едет|поедет|поедут|приедет|летит|летят|полетит|присоединя\w+|"
    r"aa? (?:rah[ei]|raha)|aay?eg[aei]|aay?enge|aati|chalegi|chalenge|आ रह[ीाे]|आएंगे|आएगी|आएगा|चलेंगे|चलेगी|"
    r"(?:س)?(?:تاتي|ياتي|ياتون|ترافقنا|يرافقنا|تنضم|ينضم))"
)
_COMING = regex(rf"{_KIN}[^,]{{0,24}}?(?<!\w){_COMES}{_END}|(?<!\w){_COMES}{_END}[^,]{{0,16}}?{_KIN}")
# "My parents join for dinner only", "my mother is not coming".
_NOT_WITH_US = regex(
    r"(?<!\w)(?:only|solo|seulement|uniquement|nur|apenas|somente|только|sirf|सिर्फ|فقط|not|\w+n't|never|no|"
    r"pas|"
    r"nicht|kein\w*|nao|не|nahi\w*|नहीं|لا|لن|if|si|wenn|falls|если|agar|अगर|"
    r"(?:for|para|pour|zum|fur|на) (?:the |la |el |le |o |a )?(?:breakfast|lunch|dinner|a (?:day|night)|cena|"
    r"almuerzo|diner|dejeuner|abendessen|essen|jantar|almoco|ужин|обед))"
    rf"{_END}"
)
_PARTS = regex(r"[,;:.!?\n]")
# What the total may count instead: "5 nights is too long, so 4".
_ANOTHER_UNIT = regex(
    r"(?<!\w)(?:nights?|days?|weeks?|stars?|rooms?|hours?|hotels?|beds?|noches?|dias?|semanas?|estrellas?|"
    r"habitacion\w*|nuits?|jours?|semaines?|etoiles?|chambres?|nacht\w*|tage?n?|wochen?|sterne?|zimmer|"
    r"noites?|"
    r"estrelas?|quartos?|ноч\w*|д(?:ень|ня|ней)|недел\w*|звезд\w*|номер\w*|raat\w*|din|kamr\w*|रात\S*|दिन\S*|"
    rf"कमर\S*|ليل\w*|ليال\w*|يوم\w*|ايام|نجوم|غرف\w*){_END}"
)


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
    if not adults or not heads or not adults < heads <= adults + _MOST_MORE:
        return None
    comes_at = _comes_along(before)
    if comes_at is None or (not match["heads"] and _ANOTHER_UNIT.search(before, comes_at)):
        return None
    return Slot(heads, whole.span(*match.span("n")), confidence=0.9)


def _comes_along(before: str) -> int | None:
    """Where it is told of kin that they come along, with nothing in that part that takes it back."""
    begin = 0
    for end in (*(m.start() for m in _PARTS.finditer(before)), len(before)):
        part = before[begin:end].rstrip()
        coming = _COMING.search(part)
        if coming and not _NOT_WITH_US.search(part):
            return begin + coming.start()
        begin = end + 1
    return None
