"""Numbers as people write them, in the desk's eight languages and in Hinglish."""

import re

_TABLES: dict[str, str] = {
    # language: words for 1, 2, 3 …; several words for one number are joined with "|"
    "en": "one|single two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty",
    "hi": "एक दो तीन चार|चारो पांच|पाँच छह|छः|छे सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह",
    "hinglish": (
        "ek do|dono teen|tin char|chaar paanch|panch|paach che|chhe|chah|cheh saat aath|ath nau "
        "das|dus "
        "gyarah barah terah chaudah pandrah"
    ),
    "es": "un|una|uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince",
    "fr": "un|une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze",
    "de": "ein|eine|einen|einem|einer|eins zwei|zwo drei vier funf|fuenf sechs sieben acht neun zehn elf "
    "zwolf|zwoelf dreizehn vierzehn funfzehn",
    "pt": "um|uma dois|duas tres quatro cinco seis sete oito nove dez onze doze treze quatorze quinze",
    "ru": "один|одна|одного|одну|одной два|две|двое|двух|вдвоем|двоих три|трое|трех|втроем|троих "
    "четыре|четверо|четырех|вчетвером|четверых пять|пятеро|пяти|впятером шесть|шестеро|шести "
    "семь|семеро|семи восемь|восьми девять|девяти десять|десяти одиннадцать двенадцать|двенадцати тринадцать "
    "четырнадцать пятнадцать",
    "ar": (
        "واحد|واحده|وحده اثنين|اثنان|اثنتين|اثنتان|اتنين ثلاثه|ثلاث|تلاته اربعه|اربع خمسه|خمس سته|"
        "ست سبعه|سبع "
        "ثمانيه|ثماني|ثمان|تمانيه تسعه|تسع عشره|عشر"
    ),
}

VALUES: dict[str, int] = {}
LANGUAGE_WORDS: dict[str, str] = {}  # language -> a regular expression for its number words
for _language, _words in _TABLES.items():
    _forms: list[str] = []
    for _value, _spellings in enumerate(_words.split(" "), start=1):
        for _form in _spellings.split("|"):
            VALUES.setdefault(_form, _value)
            _forms.append(_form)
    LANGUAGE_WORDS[_language] = "|".join(sorted(map(re.escape, _forms), key=len, reverse=True))

# Words that name a number in one language and something else in another keep to their own table.
_AMBIGUOUS = {
    "do",
    "teen",
    "tin",
    "char",
    "che",
    "das",
    "ath",
    "once",
    "six",
    "dix",
    "single",
    "um",
    "sei",
    "elf",
    "ست",
    "un",
    "ein",
}
SAFE_WORDS = "|".join(
    sorted((re.escape(w) for w in VALUES if w not in _AMBIGUOUS and len(w) > 2), key=len, reverse=True)
)
ENGLISH = LANGUAGE_WORDS["en"]


def number(words: str) -> int | None:
    """The whole number that digits or a number word stand for; None if it is neither."""
    words = words.strip().replace(" ", "")
    if words.isdigit():
        return int(words)
    return VALUES.get(words)


def counted(nouns_by_language: dict[str, str], articles: str = "a|an") -> re.Pattern[str]:
    """A pattern of `(?P<n>number)(?P<noun>noun)`, number words of a language only before its own nouns.

    Digits and English number words may stand before a noun of any language.
    """
    any_noun = "|".join(nouns_by_language.values())
    parts = [rf"(?P<n>\d{{1,3}}|{ENGLISH}|{articles})[ -]*(?P<noun>{any_noun})(?!\w)"]
    numbered = [("n_" + language, language) for language in nouns_by_language if language != "en"]
    for group, language in numbered:
        words = LANGUAGE_WORDS[language]
        if language == "hi":
            words = LANGUAGE_WORDS["hi"] + "|" + LANGUAGE_WORDS["hinglish"]
        parts.append(rf"(?P<{group}>{words})[ -]*(?P<noun_{group}>{nouns_by_language[language]})(?!\w)")
    return re.compile(rf"(?<![\w.,:/])(?:{'|'.join(parts)})")


def count_of(match: re.Match[str]) -> int | None:
    """The number that a match of `counted` found; an article counts one."""
    for group, words in match.groupdict().items():
        if words and (group == "n" or group.startswith("n_")):
            return 1 if words in {"a", "an"} else number(words)
    return None
