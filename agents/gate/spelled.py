"""Large numbers written as words, in eight languages, and other ways of counting without a digit.

The desk writes such numbers in digits. So a large number in words is not reckoned out: it may stand only
where the customer or a passage of the library wrote the same words.
"""

import re
from collections.abc import Iterator
from functools import cache

_SMALL = {
    "en": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen a an half quarter",
    "fr": "un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
    "es": "un una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince medio",
    "de": "ein eine eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf halbe",
    "pt": "um uma dois duas três quatro cinco seis sete oito nove dez onze doze treze quinze meio",
    "ru": "один одна одну два две три четыре пять шесть семь восемь девять десять полтора",
    "hi": "एक दो तीन चार पाँच पांच छह सात आठ नौ दस ढाई डेढ़ साढ़े",
    "ar": "واحد واحدة اثنان اثنين ثلاثة ثلاث أربعة أربع خمسة خمس ستة ست سبعة سبع ثمانية ثماني تسعة تسع عشرة "
    "عشر إحدى أحد",
}
# Parts of words; any word that is wholly made of them is a number ("zweihunderttausend", "veintiún").
_LARGE = {
    "en": "thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty "
    "seventy eighty ninety hundred hundreds thousand thousands lakh lakhs lac lacs crore crores million "
    "millions grand dozen dozens score fortnight fortnights",
    "fr": "treize quatorze quinze seize vingt vingts trente quarante cinquante soixante septante nonante "
    "cent cents mille million millions douzaine quinzaine centaine centaines milliers",
    "es": "trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte treinta cuarenta cincuenta "
    "sesenta setenta ochenta noventa cien ciento mil millón millones docena quincena",
    "de": "dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig dreißig vierzig fünfzig "
    "sechzig siebzig achtzig neunzig hundert tausend million millionen dutzend",
    "pt": "treze catorze quinze dezasseis dezesseis dezassete dezessete dezoito dezanove dezenove vinte "
    "trinta quarenta cinquenta sessenta setenta oitenta noventa cem cento mil milhão milhões dúzia quinzena",
    "ru": "тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать двадцать "
    "тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто сто двести триста четыреста пятьсот "
    "шестьсот семьсот восемьсот девятьсот тысяча тысячи тысяч миллион миллиона миллионов дюжина дюжину "
    "полмиллиона полтысячи",
    "hi": "तेरह चौदह पंद्रह सोलह सत्रह अठारह उन्नीस बीस इक्कीस बाईस तेईस चौबीस पच्चीस तीस चालीस पचास साठ "
    "सत्तर अस्सी नब्बे सौ हज़ार हजार लाख करोड़ दर्जन",
    "ar": "عشرون عشرين ثلاثون ثلاثين أربعون أربعين خمسون خمسين ستون ستين سبعون سبعين ثمانون ثمانين "
    "تسعون تسعين مئة مائة مئتا مئتان مئتين مائتان مائتين ألف ألفا ألفان ألفين آلاف مليون مليونا ملايين",
}
_HUNDREDS = {
    "es": r"(?:dos|tres|cuatro|quin|seis|sete|ocho|nove)(?:cientos|cientas|ientos|ientas)|veinti\w+",
    "pt": r"(?:duz|trez|quatroc|quinh|seisc|setec|oitoc|novec)ent[oa]s",
    "de": r"(?:ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|und|hundert|tausend|dreißig|"
    r"(?:zwan|vier|fünf|sech|sieb|acht|neun)zig){2,}",
    "en": r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:one|two|three|four|five|six|seven|eight|nine)",
}
_AND = {"en": "and of a", "fr": "et", "es": "y", "de": "und", "pt": "e", "ru": "и", "hi": "", "ar": "و"}
_COUNTED = {
    "en": r"a\s+(?:couple|handful|pair)\s+of|(?:a|per|for the)\s+week(?!\w)|"
    r"(?:one|another)\s+(?:week|month)(?!\w)|"
    r"(?:two|three)\s+(?:more|others|extra|additional|grown-ups)|"
    r"(?:fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)\s+(?:nights?|days?|persons?|guests?)|"
    r"(?:double|triple|twice|thrice)\s+(?:the|as)",
    "fr": r"une\s+semaine",
    "es": r"una\s+semana",
    "de": r"eine\s+woche",
    "pt": r"uma\s+semana",
    "ru": r"неделю|(?:двое|трое|четверо|пятеро|шестеро)\s+\w+",
    "hi": r"एक\s+(?:हफ़्ते|हफ्ते|सप्ताह)",
    "ar": r"أسبوع(?:ا|ين)?",
}


@cache
def _pattern(language: str) -> re.Pattern[str]:
    large = "|".join(sorted(_LARGE[language].split(), key=len, reverse=True))
    if language in _HUNDREDS:
        large = f"{_HUNDREDS[language]}|{large}"
    small = "|".join(sorted((_SMALL[language] + " " + _AND[language]).split(), key=len, reverse=True))
    prefix = "و?" if language == "ar" else ""
    word = rf"(?<![\w]){prefix}(?:{{}})(?!\w)"
    gap = r"[\s-]+"
    run = (
        rf"(?:{word.format(small)}{gap})*{word.format(large)}(?:{gap}(?:{word.format(f'{small}|{large}')}))*"
    )
    return re.compile(f"{run}|(?<!\\w)(?:{_COUNTED[language]})(?!\\w)", re.IGNORECASE)


def spelled(plain: str, language: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Every large number in words with its span, in the reply's language and in English."""
    taken: list[tuple[int, int]] = []
    for spoken in dict.fromkeys((language if language in _LARGE else "en", "en")):
        for match in _pattern(spoken).finditer(plain):
            span = match.span()
            if any(span[0] < end and begin < span[1] for begin, end in taken):
                continue
            taken.append(span)
            yield " ".join(match.group().casefold().replace("-", " ").split()), span
    for match in re.finditer(r"\d?\s?[★⭐☆✩✭](?:\s?[★⭐☆✩✭])*", plain):
        yield match.group().strip(), match.span()
