"""The signs, codes and names by which people write currencies."""

import re
from functools import cache

from babel.numbers import get_currency_name, list_currencies

from crm.money import is_money

# As the desk writes and proves them, in small letters.

SIGNS = {
    "₹": "INR", "rs.": "INR", "rs": "INR", "inr": "INR", "€": "EUR", "eur": "EUR", "us$": "USD", "usd": "USD",
    "$": "USD", "£": "GBP", "gbp": "GBP", "aed": "AED", "idr": "IDR", "rp": "IDR", "thb": "THB", "฿": "THB",
    "sgd": "SGD", "s$": "SGD", "lkr": "LKR", "rub": "RUB", "₽": "RUB", "brl": "BRL", "r$": "BRL",
    "jpy": "JPY", "qar": "QAR", "sar": "SAR", "mxn": "MXN", "myr": "MYR", "npr": "NPR", "egp": "EGP",
    "try": "TRY", "₺": "TRY", "ils": "ILS", "₪": "ILS", "cny": "CNY", "kwd": "KWD", "omr": "OMR",
    "bhd": "BHD", "sek": "SEK", "nok": "NOK", "dkk": "DKK", "pln": "PLN", "czk": "CZK", "huf": "HUF",
    "nzd": "NZD", "hkd": "HKD", "krw": "KRW", "twd": "TWD", "php": "PHP", "vnd": "VND", "zar": "ZAR",
    "bdt": "BDT", "pkr": "PKR",
    "¥": "JPY", "chf": "CHF", "aud": "AUD", "cad": "CAD", "rupees": "INR", "rupee": "INR", "euros": "EUR",
    "euro": "EUR", "dollars": "USD", "dollar": "USD", "dirhams": "AED", "baht": "THB", "rupiah": "IDR",
}  # fmt: skip
IN_CAPITALS = frozenset({"try", "ils"})  # codes that are words too: "try 3 hotels", "ils 2"
# What staff say beside.
SPOKEN = SIGNS | {
    "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "nz$": "NZD", "hk$": "HKD", "nt$": "TWD",
    "mx$": "MXN", "sg$": "SGD", "cn¥": "CNY", "rmb": "CNY", "yuan": "CNY", "₩": "KRW", "₫": "VND", "₱": "PHP",
    "dhs": "AED", "dirham": "AED", "درهم": "AED", "ringgit": "MYR", "rm": "MYR", "yen": "JPY", "taka": "BDT",
    "pound": "GBP", "pounds": "GBP", "quid": "GBP", "libras": "GBP", "pfund": "GBP", "jod": "JOD",
    "tnd": "TND", "bucks": "USD", "us dollar": "USD", "us dollars": "USD", "dólar": "USD", "dólares": "USD",
    "dolares": "USD", "доллар": "USD", "доллара": "USD", "долларов": "USD", "دولار": "USD", "डॉलर": "USD",
    "евро": "EUR", "يورو": "EUR", "यूरो": "EUR", "roubles": "RUB", "rubles": "RUB", "рубля": "RUB",
    "рублей": "RUB", "rupaye": "INR", "rupaya": "INR", "rupiya": "INR", "rupias": "INR", "roupies": "INR",
    "рупий": "INR", "रुपये": "INR", "रुपए": "INR", "रुपया": "INR", "روبية": "INR", "reais": "BRL",
    "franken": "CHF", "zloty": "PLN", "zlotys": "PLN", "forint": "HUF", "forints": "HUF",
    "shekel": "ILS", "shekels": "ILS",
}  # fmt: skip
# Names that several countries give to currencies of their own.
_SHARED = frozenset(
    """
    dinar dinars dinares dinare динаров दीनार دينار riyal riyals rial rials риалов रियाल ريال peso pesos песо
    franc francs francos франков krona kronor krone kroner crowns kr lira liras lire rand rands shilling
    shillings kwacha rufiyaa ngultrum
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
_ALSO_WORDS = IN_CAPITALS | {"won", "real", "rm", "bucks", "quid", "kr", "crowns", "pound"}
# Names of families and firms as well: the Rand family, the Lira group.
_ALSO_NAMES = frozenset({"franc", "franco", "krone", "lira", "lire", "rand", "shilling"})
_CODE = re.compile(r"[A-Z]{3}(?!\w)")
# Nothing stands behind a currency, or what the sum is taken off: ALL INCLUSIVE and TOP client name none.
_STANDS_ALONE = re.compile(r"\W*(?:$|(?:off|on|per)\b)", re.IGNORECASE)
_LONGEST_NAME = 5  # words: "Bosnia-Herzegovina convertible marks" has three


def names_currency(words: str) -> bool:
    """Say whether words begin with a currency: its sign, its code in capitals, or its name.

    What is an English word as well counts in small letters only where nothing stands behind it; a code that
    the desk does not write itself, and a name that families have, only there or before off, on or per.
    """
    words = re.sub(r"^(?:[\s(\[=,:/-]|in\s)*", "", words)
    code = _CODE.match(words)
    is_code = code is not None and is_money(code.group())
    if code and is_code and (code.group().casefold() in SIGNS or _STANDS_ALONE.match(words, code.end())):
        return True
    told = words.casefold().replace(".", "")
    if told.startswith(_MARKS):
        return True
    spoken = re.findall(r"[^\s,;:()\[\]]+", told)
    if len(spoken) == 1 and spoken[0] in _ALSO_WORDS:
        return True
    if spoken and spoken[0] in _ALSO_NAMES and _STANDS_ALONE.match(" ".join(spoken[1:])):
        return True
    heads = [" ".join(spoken[:length]) for length in range(1, min(len(spoken), _LONGEST_NAME) + 1)]
    named = (SPOKEN.keys() | _SHARED) - _ALSO_NAMES - _ALSO_WORDS
    return any(head in named or head in _full_names() for head in heads)


_MARKS = tuple(sign for sign in SPOKEN if not sign[-1].isalpha() and sign[-1] != ".")


@cache
def _full_names() -> frozenset[str]:
    """Give the names of all currencies in English: US dollars, Sri Lankan rupees, Thai baht."""
    codes = [code for code in list_currencies() if is_money(code)]
    named = {get_currency_name(code, count, locale="en") for code in codes for count in (1, 2)}
    return frozenset(name.casefold() for name in named)
