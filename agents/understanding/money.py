"""Amounts of money in a message, and which of them is the customer's budget.

Amounts are kept as decimal strings. The currency is the ISO code that was said, guessed from the way
of counting (lakh, crore) where it was not, else None.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from agents.regexes import regex
from agents.understanding.calendar_words import MONTHS, either
from agents.understanding.contract import Slot, SlotName
from agents.understanding.gazetteer import Gazetteer
from agents.understanding.numbers import LANGUAGE_WORDS, number
from agents.understanding.reading import TAKEN, Reading
from agents.understanding.spoken_of import is_of_kin
from agents.understanding.trip_parts import is_trip_alone

# Dinars, of which several countries have their own: what the country is called in each language.
_DINARS = (
    (
        "JOD",
        r"jds?",
        "jordanian",
        r"jordan\w+",
        r"jordanische[nr]?",
        "иорданск",
        r"اردني\w*",
        "jordan|जॉर्डन|जार्डन",
    ),
    (
        "TND",
        r"dinar tnd",
        "tunisian",
        r"tuni[sc]\w+",
        r"tunesische[nr]?",
        "тунисск",
        r"تونسي\w*",
        "tunisia|ट्यूनीशिया",
    ),
    (
        "BHD",
        r"dinar bhd",
        "bahraini",
        r"bahre?i\w+",
        r"bahrainische[nr]?",
        "бахрейнск",
        r"بحريني\w*",
        "bahrain|बहरीन",
    ),
    ("IQD", r"dinar iqd", "iraqi", r"ira[kq]\w+", r"irakische[nr]?", "иракск", r"عراقي\w*", "iraq|इराक"),
    (
        "LYD",
        r"dinar lyd",
        "libyan",
        r"l[iy]b[iy]\w+",
        r"libysche[nr]?",
        "ливийск",
        r"ليبي\w*",
        "libya|लीबिया",
    ),
    (
        "DZD",
        r"dinar dzd",
        "algerian",
        r"alg[ée]r?\w+|argelin\w+",
        r"algerische[nr]?",
        "алжирск",
        r"جزائري\w*",
        "algeria",
    ),
    (
        "KWD",
        r"kds?",
        "kuwaiti",
        r"ko?u?wa?[ie]t\w+",
        r"kuwaitische[nr]?",
        "кувейтск",
        r"كويتي\w*",
        "kuwait|कुवैत",
    ),
)
_CURRENCIES = {
    "USD": (
        r"us\$|usd|u\.s\. dollars?|us dollars?|dollars?|dolares|dolar|bucks|\$|доллар(?:ов|а)?|долл|"
        r"دولار(?:ات)?|डॉलर"
    ),
    "INR": (
        r"inr|rs\.?|rupees?|rupaye|rupaiya|rupye|rupay|rupe|₹|रुपये|रुपए|रुपया|रु\.?|روبيه|рупий|"
        r"rupias|roupies|(?<!\+)/-"
    ),
    "EUR": r"eur|euros?|€|евро|يورو|यूरो",
    "GBP": r"gbp|pounds?|quid|£|libras|livres|pfund|фунт(?:ов|а)?|جنيه",
    "AED": r"aed|dhs?|dirhams?|درهم",
    "SAR": r"sar|riyals?|ريال",
    "RUB": r"rub|руб(?:лей|ля|ль)?\.?|₽|р\.|тыс\.? ?руб|rubles?",
    "BRL": r"brl|r\$|reais|real",
    "MXN": r"mxn|pesos?",
    "SGD": r"sgd|s\$",
    "AUD": r"aud|a\$",
    "CAD": r"cad|c\$",
    "CHF": r"chf|franken|francs?",
    "JPY": r"jpy|yen|¥",
    "THB": r"thb|baht|฿",
    "IDR": r"idr|rupiah",
    "MYR": r"myr|ringgit",
    "LKR": r"lkr",
    "NPR": r"npr",
    "EGP": r"egp",
    "TRY": r"try|liras?|₺",
    "ILS": r"₪|shekels?",
    "CNY": r"cny|rmb|yuan",
    **{
        code: rf"{code.lower()}|{signs}|(?:{english}) dinars?|dinars? (?:{latin})|dinares? (?:{latin})|"
        rf"(?:{german}) dinare?|(?:{russian})\w* динар\w*|دينارا? (?:{arabic})|(?:{hindi}) (?:dinar|दीनार)"
        for code, signs, english, latin, german, russian, arabic, hindi in _DINARS
    },
    "KWD": r"kwd|dinars?|dinares|динар\w*|دينار|दीनार",
    "QAR": r"qar|qatari ri[iy]?als?|катарск\w+ риал\w*|ريال قطري",
    "OMR": r"omr|omani ri[iy]?als?|ri[iy]?als? oman[ai]i?s?|rial(?:es)? omani(?:es)?|оманск\w+ риал\w*|"
    r"ريال عماني",
    "SEK": r"sek|kronor",
    "NOK": r"nok",
    "DKK": r"dkk",
    "PLN": r"pln|zloty(?:ch)?",
    "CZK": r"czk",
    "HUF": r"huf|forints?",
    "NZD": r"nzd|nz\$",
    "HKD": r"hkd|hk\$",
    "KRW": r"krw",
    "TWD": r"twd",
    "PHP": r"php",
    "VND": r"vnd",
    "ZAR": r"zar|rands?",
    "BDT": r"bdt|taka",
    "PKR": r"pkr",
}
CURRENCY_CODES = frozenset(_CURRENCIES)
_ANY_CURRENCY = "|".join(_CURRENCIES.values())
_BY_CURRENCY = [(code, regex(rf"(?:{pattern})$")) for code, pattern in _CURRENCIES.items()]
_SCALES = (
    (10_000_000, r"crores?|cr|करोड|करोड|karod|karor"),
    (100_000, r"lakhs?|lacs?|lakh|lac|laakh|l|लाख|лакх"),
    (1_000_000, r"millions?|million|mln|mio|m|millones|milhoes|milhao|млн|миллион(?:а|ов)?|مليون"),
    (
        1_000,
        (
            r"k|thousand|thousands|grand|hazaar|hazar|hajar|हजार|हजार|mil|mille|tausend|тысяч(?:а|и|"
            r"у)?|тыс\.?|т\.?р|الاف|الف"
        ),
    ),
    (100, r"hundred|sau|सौ|cientos|hundert"),
)
_ANY_SCALE = "|".join(pattern for _, pattern in _SCALES)
_HINDI = LANGUAGE_WORDS["hinglish"] + "|" + LANGUAGE_WORDS["hi"]
_WORDS = "|".join(LANGUAGE_WORDS[language] for language in ("en", "es", "fr", "de", "pt", "ru", "ar"))
_FRACTIONS = {
    "dhai": "2.5",
    "ढाई": "2.5",
    "dedh": "1.5",
    "डेढ": "1.5",
    "sava": "1.25",
    "half a": "0.5",
    "half": "0.5",
    "aadha": "0.5",
    "a": "1",
    "one and a half": "1.5",
    "twenty": "20",
    "thirty": "30",
    "forty": "40",
    "fifty": "50",
    "sixty": "60",
    "seventy": "70",
    "eighty": "80",
    "ninety": "90",
    "hundred": "100",
    "pachas": "50",
    "bees": "20",
    "tees": "30",
    "chalis": "40",
    "पचास": "50",
    "sau": "100",
    "trente": "30",
    "dos mil": "2000",
    "cinquenta": "50",
    "cincuenta": "50",
    "пятьдесят": "50",
    "сто": "100",
    "двести": "200",
    "خمسين": "50",
    "عشرين": "20",
}
_FIGURE = (
    r"\d{1,3}(?:\.\d{3})+,\d{3}(?!\d)|\d{1,3}(?:,\d{3})+\.\d{3}(?!\d)|"
    r"\d{1,3}(?:[,.' ]\d{2,3})+(?:\.\d{1,2})?(?!\d)|\d+(?:[.,]\d{1,2})?(?!\d)"
)
_TWO_SIGNS = regex(r"(?P<whole>\d{1,3}(?:(?:\.\d{3})+(?=,)|(?:,\d{3})+(?=\.)))[.,](?P<rest>\d{1,3})")
_AMOUNT = regex(
    rf"(?<![\w.,])(?P<pre>(?:{_ANY_CURRENCY})\s*)?(?P<fig>{_FIGURE}|(?:{'|'.join(_FRACTIONS)}|"
    rf"{_HINDI}|{_WORDS})(?=\s+(?:{_ANY_SCALE})(?!\w)))"
    rf"(?:\s*(?P<scale>{_ANY_SCALE})(?![\w]))?(?:\s*(?P<post>{_ANY_CURRENCY})(?![a-z]))?"
)
_RANGE = regex(
    rf"(?P<lo>\d+(?:[.,]\d+)?)\s*(?:-|to|se|a|bis|до)\s*(?=\d+(?:[.,]\d+)?\s*(?:{_ANY_SCALE}|"
    rf"{_ANY_CURRENCY})(?!\w))"
)
_PER = regex(
    r"\s*(?:(?P<person>pp(?:pn)?\b|p\.p\.?|"
    r"/\s*(?:pers(?:on[ae]?|onne)?\b\.?|pax|head|pp|adult|kopf|pessoa|чел\w*|व्यक्ति|شخص)|"
    r"(?:per|a|each|por|par|pro|p/)\s*(?:personne|persona|person|head|pax|adult|pessoa|kopf|cabeza)|"
    r"each(?! couple)|per pax|con человека|с человека|на человека|للشخص|للفرد|प्रति व्यक्ति|har ek|"
    r"per banda|par tete)|"
    r"(?P<couple>/\s*couple|(?:(?:for )?each|per|a|por|par|pro)\s*(?:couple(?! of)|pareja|paar|casal)(?!\w)|"
    r"на пару)|"
    r"(?P<day>/\s*day|(?:per|a|each|por|par|pro|am|al)\s*(?:day|dia|jour|tag)|daily|в день|في "
    r"اليوم|per din|प्रति दिन)|"
    r"(?P<night>/\s*night|(?:per|a|each|por|par|pro)\s*(?:night|noche|nuit|nacht|noite)|nightly|"
    r"за ночь|в сутки|لليله|प्रति रात))"
)
_PER_BEFORE = regex(
    r"(?:per (?:person|head|pax)|pp|each|प्रति व्यक्ति|हर व्यक्ति|har vyakti|por persona|par "
    r"personne|pro person|por pessoa|на человека|للشخص)(?: (?:budget|cost))?(?: (?:is|of|around|"
    r"about))?\s*:?\s*$"
)
_IS_BUDGET = regex(
    r"(?:budge\w*|bajat|spend\w*|cost\w*|afford|within|under|below|less than|no more than|not "
    r"over|not exceed\w*|exceed\w*|over|up ?to|max\w*|limit\w*|around|about|approx\w*|"
    r"presupuesto|gastar|hasta|orcamento|gastar|ate|budget|depenser|moins de|maximum|ausgeben|"
    r"hochstens|maximal|бюджет\w*|потратить|до|не более|ميزاني\w*|ميزانيتنا|बजट|खर्च|have|got|"
    r"kharch\w*|tak|price range|total)"
    r"[\w' :=~\-]{0,28}$"
)
_AFTER_BUDGET = regex(
    r"^\s*(?:is |as |for |de |di |का |ka |ke |का )?\s*(?:our |my |the |total |max )?(?:budge\w*|"
    r"bajat|बजट|total|max\w*|ka budget|tak|तक|or less|in total|all in|presupuesto|de "
    r"presupuesto|de budget|бюджет\w*)"
)
_OF_A_YEAR = regex(rf"(?<!\w)(?:{either(MONTHS)}),? (?:(?:of|de|del|von) )?20[2-4]\d$")
# "2000 for two", and no "2000 for two nights".
_FOR_ALL = regex(
    r"\s*(?:for|para|pour|fur|на|के लिए|ke liye) (?:(?:the|all|los|les|alle) )?"
    r"(?:\d{1,2}|two|three|four|five|six|dos|tres|cuatro|cinco|deux|trois|quatre|cinq|zwei|drei|vier|funf|"
    r"dois|duas|quatro|двоих|троих|четверых|of us|us|both|all|everyone|todos|tous|uns|nous)"
    r"(?: (?:of us|people|persons?|adults?|pax|personas|adultos|personnes|adultes|personen|erwachsene|"
    r"pessoas|in all|in total|total|all in))?(?=\s*(?:$|[.,;!)\n\x1f]))"
)
_STAY_OR_CAR = regex(
    r"(?:hotel|stay|resort|rooms?|villa|hostel|inn|suites?|apartment)\b|rent|(?<!\w)car(?!\w)|"
    r"seats?\b|vehicle|hire"
)
_ALONE_BEFORE = regex(
    rf"(?:^|[,;:.!\n(-]|(?<!\w)(?:{either(MONTHS)}))\s*(?:(?:about|around|approx\w*|max\w*|etwa|ca|environ|"
    rf"unos|cerca "
    r"de|около|لحد)\.?\s+)?$"
)
_ALONE_BEHIND = regex(r"\s*(?:$|[.,;!)\n]|(?:max\w*|total|budget|all in|incl\w*)(?!\w))")


@dataclass(frozen=True)
class Amount:
    """Money found at `begin:end` of the plain text. `per` is None where nothing was said."""

    begin: int
    end: int
    amount: Decimal
    currency: str | None
    per: str | None
    is_marked: bool  # with a currency or a way of counting that only money has

    def value(self, per: str = "trip") -> dict[str, str | None]:
        """The JSON shape of the contract."""
        return {"amount": f"{self.amount.normalize():f}", "currency": self.currency, "per": self.per or per}


def _decimal(figure: str) -> Decimal | None:
    figure = figure.strip()
    if figure in _FRACTIONS:
        return Decimal(_FRACTIONS[figure])
    if not figure[0].isdigit():
        whole = number(figure)
        return Decimal(whole) if whole else None
    figure = figure.replace("'", "").replace(" ", "")
    if (parts := _TWO_SIGNS.fullmatch(figure)) is not None:  # "2.500,50" euros, "1.250,500" dinars
        return Decimal(re.sub(r"[.,]", "", parts["whole"]) + "." + parts["rest"])
    if re.search(r"[.,]\d{3}$", figure) and not re.fullmatch(r"0[.,]\d+", figure):
        return Decimal(re.sub(r"[.,]", "", figure))
    if re.search(r",\d{1,2}$", figure) and "." not in figure.replace(figure[figure.rfind(",") :], ""):
        return (
            Decimal(figure.replace(",", ".")) if figure.count(",") == 1 else Decimal(figure.replace(",", ""))
        )
    if figure.count(".") > 1 or "," in figure:
        whole_part, _, cents = figure.rpartition(".") if "." in figure[-3:] else (figure, "", "")
        return Decimal(re.sub(r"[.,]", "", whole_part) + ("." + cents if cents else ""))
    return Decimal(figure)


def _currency(words: str | None) -> str | None:
    words = (words or "").strip()
    return next((code for code, pattern in _BY_CURRENCY if words and pattern.match(words)), None)


_REACH = 60  # characters before a figure in which is said what it counts
_FAR = 200  # characters before a sum for each, among which its sentence begins
_MOST = 200  # figures of one message; nobody names more


def amounts(plain: str) -> list[Amount]:
    """Every figure that may be money, in order."""
    found = []
    for match in islice(_AMOUNT.finditer(plain), _MOST):
        value = _decimal(match["fig"])
        if value is None or value <= 0:
            continue
        scale = (match["scale"] or "").strip()
        currency = _currency(match["pre"]) or _currency(match["post"])
        times = next((t for t, pattern in _SCALES if scale and re.fullmatch(pattern, scale)), 1)
        if times in {100_000, 10_000_000} and not currency:
            currency = "INR"
        per = _PER.match(plain, match.end())
        before = plain[max(0, match.start() - _REACH) : match.start()]
        how = per.lastgroup if per else "person" if _PER_BEFORE.search(before) else None
        worth = value * times
        if how == "couple":  # half of it for each: there may be several couples
            worth, how = worth / 2, "person"
        is_marked = bool(currency or times > 1)
        end = per.end() if per else match.end()
        found.append(Amount(match.start(), end, worth, currency, how, is_marked))
    return found


def budget(reading: Reading, known: Gazetteer, is_asked: bool) -> tuple[dict[SlotName, Slot], Reading]:
    """The customer's `budget`: an amount said as one, or the bare answer to the desk's question."""
    plain = _RANGE.sub(lambda m: " " * len(m.group()), reading.plain)
    best: tuple[float, Amount] | None = None
    money = amounts(plain)
    for amount in money:
        score = _likelihood(plain, amount, known, is_asked)
        if score > 0.3 and (best is None or _is_rather(plain, score, amount, best)):
            best = (score, amount)
    if best is None:
        return {}, reading.without(*((a.begin, a.end) for a in money if a.is_marked))
    score, amount = best
    value = amount.value()
    if not value["currency"]:
        value["currency"] = next((a.currency for a in money if a.currency), None)
    slot = Slot(value, reading.span(amount.begin, amount.end), confidence=min(score, 0.98))
    taken = [(a.begin, a.end) for a in money if a.is_marked or a is amount]
    return {"budget": slot}, reading.without(*taken)


def _is_rather(plain: str, score: float, amount: Amount, best: tuple[float, Amount]) -> bool:
    """Whether an amount is rather the budget than the best before it: "theirs is 5 lakh, ours is 2 lakh"."""
    is_theirs, was_theirs = (is_of_kin(plain, one.begin, one.end) for one in (amount, best[1]))
    return score > best[0] if is_theirs is was_theirs else was_theirs


def _likelihood(plain: str, amount: Amount, known: Gazetteer, is_asked: bool) -> float:
    before = re.split(r"[.!?;\n]\s", plain[max(0, amount.begin - 60) : amount.begin])[-1]
    is_budget = bool(_IS_BUDGET.search(before)) or bool(_AFTER_BUDGET.match(plain[amount.end :]))
    names_budget = bool(re.search(r"budge|bajat|presupuesto|orcamento|бюджет|ميزاني|बजट", before))
    if amount.per in {"night", "day"} and _STAY_OR_CAR.search(before) and not names_budget:
        return 0.0  # the rate of a room or a car
    if not (amount.is_marked or amount.per) and _OF_A_YEAR.search(
        plain, max(0, amount.begin - 24), amount.end
    ):
        return 0.0  # "until March 2032"
    if not amount.is_marked and re.match(
        (
            r"\s*(?:-?\s*star|\*|adults?|people|persons?|nights?|days?|kids?|child|rooms?|years?|pax|of "
            r"us|hour|min|km|%|st\b|nd\b|rd\b|th\b)"
        ),
        plain[amount.end :],
    ):
        return 0.0
    if amount.is_marked:
        return 0.97 if names_budget else 0.9 if is_budget or is_asked else 0.6 if amount.amount >= 50 else 0.0
    if amount.amount < 50:
        return 0.0
    is_for_all = amount.per is None and _FOR_ALL.match(plain, amount.end) is not None
    is_budget = is_budget or (
        (amount.per == "person" or is_for_all)
        and _stands_alone(plain, before, amount)
        and is_trip_alone(_sentence_before(plain, amount), known)
    )
    return 0.93 if names_budget else 0.75 if is_asked else 0.55 if is_budget and amount.amount >= 200 else 0.0


def _sentence_before(plain: str, amount: Amount) -> str:
    return re.split(r"[.!?;\n]\s", plain[max(0, amount.begin - _FAR) : amount.begin])[-1]


def _stands_alone(plain: str, before: str, amount: Amount) -> bool:
    """Whether a sum for each is said and nothing of it: "Bali in March, 2000 per person" is a budget, "the
    price of 2000 per person is high" is none."""
    is_led = _ALONE_BEFORE.search(before) and not _STAY_OR_CAR.search(before) and TAKEN not in before[-4:]
    return bool(is_led and (_ALONE_BEHIND.match(plain, amount.end) or _FOR_ALL.match(plain, amount.end)))
