"""Words that give something away or bind the agency: they need evidence as prices do."""

import re
from collections.abc import Iterator
from functools import cache

_WORDS = {
    "en": r"free of charge|for free|at no (?:extra |additional )?(?:cost|charge)|complimentary|on the house|"
    r"(?:full|complete|total) refunds?|money[- ]back|refundable|guaranteed?|half[- ]price|"
    r"(?:two|three) for (?:one|two)|no (?:deposit|prepayment|fees?|charges?)|"
    r"(?:a|one|two|three)[ -](?:half|third|quarter|fifth|tenth)s?(?: of)?(?: the)? (?:off|price|cost|less)|"
    r"(?:tomorrow|yesterday|next (?:week|month|year|weekend)|the day after)|today only|last[- ]minute",
    "fr": r"gratuite?s?(?:ment)?|offerte?s?|rembours(?:able|ement intégral)|garantie?s?|moitié prix|demain|"
    r"la semaine prochaine",
    "es": r"gratis|gratuit[oa]s?|reembolso (?:total|completo)|reembolsable|garantizad[oa]s?|mitad de precio|"
    r"(?<!la )mañana|la próxima semana",
    "de": r"kostenlos|gratis|umsonst|volle rückerstattung|erstattungsfähig|garantiert|halber preis|"
    r"zum halben preis|(?<!guten )morgen|nächste woche",
    "pt": r"grátis|gratuit[oa]s?|reembolso (?:total|integral)|reembolsável|garantid[oa]s?|"
    r"metade do preço|amanhã|na próxima semana",
    "ru": r"бесплатно|бесплатн\w+|полный возврат|гарантир\w+|за полцены|завтра|на следующей неделе",
    "hi": r"मुफ़्त|मुफ्त|निःशुल्क|पूरा रिफंड|गारंटी|आधी कीमत|अगले (?:हफ़्ते|हफ्ते|सप्ताह)",
    "ar": r"مجان(?:ا|ًا|ية|ي)?|استرداد كامل|مضمون|بنصف السعر|غدا|غدًا|الأسبوع القادم",
}


@cache
def _pattern(language: str) -> re.Pattern[str]:
    spoken = dict.fromkeys((language if language in _WORDS else "en", "en"))
    return re.compile(rf"(?<!\w)(?:{'|'.join(_WORDS[one] for one in spoken)})(?!\w)", re.IGNORECASE)


def promises(plain: str, language: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Every promise in a text with its span, in the reply's language and in English."""
    for match in _pattern(language).finditer(plain):
        yield " ".join(match.group().casefold().replace("-", " ").split()), match.span()
