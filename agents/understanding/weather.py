"""Questions about the weather: the month in "is it hot in June?" is asked about, and not wished for."""

from agents.regexes import regex
from agents.understanding.ourselves import HEADS, OF_US
from agents.understanding.reading import Reading

_WEATHER = regex(
    r"(?<!\w)(?:weather|climate|temperatures?|hot|cold|warm|cool|humid|rain\w*|wet|dry|snow\w*|monsoon|sunny|"
    r"mausam|barish|garmi|thand|tiempo hace|el tiempo|clima|lluv\w*|lluev\w*|llov\w*|calor|frio|nieva|"
    r"meteo|climat|temps|pleut|pluie\w*|chaud|froid|neige|wetter|klima|regnet|regen\w*|heis+|kalt|warm|"
    r"schnei\w*|"
    r"chov\w*|chuv\w*|quente|faz frio|погод\w*|климат\w*|дожд\w*|жарк\w*|холодно|тепло|снег\w*|"
    r"طقس|الطقس|الجو|حار|بارد|مطر|تمطر|मौसम|बारिश|गर्मी|ठंड)(?!\w)"
)
_ASKS = regex(
    r"(?:^|[\s,])(?:is|are|does|do|will|would|how|what(?:'s)?|which|whats|hows|como|que|cual|llueve|hace|"
    r"quel\w*|"
    r"comment|est-ce|fait-il|il fait|wie|ist|wird|gibt|qual|chove|faz|как\w*|будет|كيف|هل|ما|कैसा|कैसी|क्या|"
    r"kaisa|kaisi|kya)(?!\w)|[?؟]"
)
# "Somewhere warm in June" is a wish, whatever it asks beside it.
_WISH = regex(
    r"(?<!\w)(?:want|wants|would like|looking|planning|travel\w*|trip|holiday|vacation|somewhere|going|go to|"
    r"quer\w+|quier\w+|viaj\w+|voul\w+|veux|voyag\w*|wollen|mochte\w*|reise\w*|viage\w+|хот\w+|едем|поед\w+|"
    r"نريد|اريد|चाहते|जाना|chahte|jana)(?!\w)"
)
_SENTENCE = regex(r"[^.!?؟;\n]+[.!?؟;]*")
_BREAK = regex(r",\s*(?=(?:we|i|and we|nous|wir|queremos|мы|हम)(?!\w))")
# "… we want to come then" makes a wish of it after all.
_THEN = regex(r"(?<!\w)(?:then|that time|entonces|alors|dann|entao|тогда|tab|तब)(?!\w)")


# "What about Kerala in May, …" puts a trip, though it is a question by its form.
_PUTS = regex(
    r"\W*(?:(?:and|also|y|et|und|e|а|и|aur|और) )?(?:(?:what|how) about|que tal|que hay de|qu'en est-il|"
    r"et pour|que diriez|was ist mit|wie ware|e quanto a|que tal|как насчет|что насчет|а если|"
    r"و?ماذا عن)(?!\w)"
)
_LENGTH = regex(
    r"\d\s*(?:nights?|days?|weeks?|noches|dias|semanas?|nuits?|jours?|semaines?|nacht\w*|tage?|wochen?|"
    r"noites?|"
    r"ноч\w+|дн\w+|недел\w+|raat\w*|din|रात\w*|दिन|ليال\w*|ايام)"
)


def _behind_what_is_told(plain: str, begin: int, end: int) -> list[int]:
    """The comma behind which "we are 4 adults, is it hot there?" begins to ask."""
    asking = _WEATHER.search(plain, begin, end)
    if asking and _PUTS.match(plain[begin:end]):
        comma = plain.rfind(",", begin, asking.start())
        told = plain[begin:comma] if comma > 0 else ""
        return [comma] if HEADS.search(told) or _LENGTH.search(told) else []
    comma = plain.find(",", begin, end)
    told = plain[begin:comma] if comma > 0 else ""
    is_told = bool(OF_US.search(told) or HEADS.search(told)) and not _WEATHER.search(told)
    return [comma] if is_told and not _ASKS.match(told.lstrip()) else []


def asked_of_weather(reading: Reading) -> list[tuple[int, int]]:
    """Where a message asks about the weather: what stands there is no date of the trip."""
    found: list[tuple[int, int]] = []
    if not _WEATHER.search(reading.plain) or _THEN.search(reading.plain):
        return found
    for sentence in _SENTENCE.finditer(reading.plain):
        begin = sentence.start()
        cuts = [*(m.start() for m in _BREAK.finditer(reading.plain, begin, sentence.end())), sentence.end()]
        cuts = sorted({*cuts, *_behind_what_is_told(reading.plain, begin, sentence.end())})
        for end in cuts:
            clause = reading.plain[begin:end]
            if _WEATHER.search(clause) and _ASKS.search(clause) and not _WISH.search(clause):
                found.append((begin, end))
            begin = end
    return found
