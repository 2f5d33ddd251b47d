"""The words and signs of money in eight languages: currencies, ways of counting, budgets and rates."""

from agents.regexes import regex
from agents.understanding.calendar_words import MONTHS, either
from agents.understanding.numbers import LANGUAGE_WORDS

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
BY_CURRENCY = [(code, regex(rf"(?:{pattern})$")) for code, pattern in _CURRENCIES.items()]
SCALES = (
    (10_000_000, r"crores?|cr|करोड|करोड|karod|karor"),
    (100_000, r"lakhs?|lacs?|lakh|lac|laakh|l(?!')|लाख|лакх"),
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
_ANY_SCALE = "|".join(pattern for _, pattern in SCALES)
_HINDI = LANGUAGE_WORDS["hinglish"] + "|" + LANGUAGE_WORDS["hi"]
_WORDS = "|".join(LANGUAGE_WORDS[language] for language in ("en", "es", "fr", "de", "pt", "ru", "ar"))
FRACTIONS = {
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
TWO_SIGNS = regex(r"(?P<whole>\d{1,3}(?:(?:\.\d{3})+(?=,)|(?:,\d{3})+(?=\.)))[.,](?P<rest>\d{1,3})")
AMOUNT = regex(
    rf"(?<![\w.,])(?P<pre>(?:{_ANY_CURRENCY})\s*)?(?P<fig>{_FIGURE}|(?:{'|'.join(FRACTIONS)}|"
    rf"{_HINDI}|{_WORDS})(?=\s+(?:{_ANY_SCALE})(?!\w)))"
    rf"(?:\s*(?P<scale>{_ANY_SCALE})(?![\w]))?(?:\s*(?P<post>{_ANY_CURRENCY})(?![a-z]))?"
)
RANGE = regex(
    rf"(?P<lo>(?<!\d)\d+(?:[.,]\d+)?)\s*(?:-|to|se|a|bis|до)\s*(?=\d+(?:[.,]\d+)?\s*(?:{_ANY_SCALE}|"
    rf"{_ANY_CURRENCY})(?!\w))"
)
PER = regex(
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
PER_BEFORE = regex(
    r"(?:per (?:person|head|pax)|pp|each|प्रति व्यक्ति|हर व्यक्ति|har vyakti|por persona|par "
    r"personne|pro person|por pessoa|на человека|للشخص)(?: (?:budget|cost))?(?: (?:is|of|around|"
    r"about))?\s*:?\s*$"
)
IS_BUDGET = regex(
    r"(?:budge\w*|bajat|spend\w*|cost\w*|afford|(?:can|could|would|will|'ll|'d) only pay|pay only|within|"
    r"under|below|less than|no more than|not "
    r"over|not exceed\w*|exceed\w*|over|up ?to|max\w*|limit\w*|around|about|approx\w*|"
    r"presupuesto|gastar|hasta|orcamento|gastar|ate|budget|depenser|moins de|maximum|ausgeben|"
    r"hochstens|maximal|бюджет\w*|потратить|до|не более|ميزاني\w*|ميزانيتنا|बजट|खर्च|have|got|"
    r"kharch\w*|tak|price range|total)"
    r"[\w' :=~\-]{0,28}$"
)
AFTER_BUDGET = regex(
    r"^\s*(?:is |as |for |de |di |का |ka |ke |का )?\s{0,40}(?:our |my |the |total |max )?(?:budge\w*|"
    r"bajat|बजट|total|max\w*|ka budget|tak|तक|or less|in total|all in|presupuesto|de "
    r"presupuesto|de budget|бюджет\w*)"
)
OF_A_YEAR = regex(rf"(?<!\w)(?:{either(MONTHS)}),? (?:(?:of|de|del|von) )?20[2-4]\d$")
# "2000 for two", and no "2000 for two nights".
FOR_ALL = regex(
    r"\s*(?:for|para|pour|fur|на|के लिए|ke liye) (?:(?:the|all|los|les|alle) )?"
    r"(?:\d{1,2}|two|three|four|five|six|dos|tres|cuatro|cinco|deux|trois|quatre|cinq|zwei|drei|vier|funf|"
    r"dois|duas|quatro|двоих|троих|четверых|of us|us|both|all|everyone|todos|tous|uns|nous)"
    r"(?: (?:of us|people|persons?|adults?|pax|personas|adultos|personnes|adultes|personen|erwachsene|"
    r"pessoas|in all|in total|total|all in))?(?=\s*(?:$|[.,;!)\n\x1f]))"
)
STAY_OR_CAR = regex(
    r"(?:hotel|stay|resort|rooms?|villa|hostel|inn|suites?|apartment)\b|rent|(?<!\w)car(?!\w)|"
    r"seats?\b|vehicle|hire"
)
ALONE_BEFORE = regex(
    rf"(?:^|[,;:.!\n(-]|(?<!\w)(?:{either(MONTHS)}))\s*(?:(?:about|around|approx\w*|max\w*|etwa|ca|environ|"
    rf"unos|cerca "
    r"de|около|لحد)\.?\s+)?$"
)
ALONE_BEHIND = regex(r"\s*(?:$|[.,;!)\n]|(?:max\w*|total|budget|all in|incl\w*)(?!\w))")
# "The boat costs about 2000" tells a price; whether the thing is the trip itself is asked of `is_trip_alone`.
PRICE_OF = regex(
    r"(?<!\w)(?P<of>(?:(?:the|an?|each|every|el|la|los|las|una?|les?|une|der|die|das|eine?|o|os|as|uma?) )"
    r"[^.!?;,:\n]{1,40}?|[а-я]{3,})\s"
    r"(?:costs?|cuestan?|coute(?:nt)?|kostet|kosten|custam?|стоит|стоят)(?: (?:us|me|nos|nous|uns))?"
    r"(?: (?:about|around|approx\w*|roughly|only|just|like|some|unos|cerca de|environ|etwa|ca\.?|nur|около|"
    r"примерно))? ?$"
)
# Words by which what costs so much is wished for, or is the trip by another name.
MAY_COST = regex(
    r"(?<!\w)(?:that|which|should|must|may|can|could|would|will|not|to|que|qui|whole|entire|thing|package|"
    r"tour|"
    r"total|everything|all|paquete|pacote|todo|forfait|circuit|ensemble|ganze|gesamte|paket|tudo|тур|всё|"
    r"все|это)"
    r"(?!\w)"
)
