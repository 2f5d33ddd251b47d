"""The signs and codes by which people write currencies, as the desk writes and proves them."""

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
