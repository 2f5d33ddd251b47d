"""How people ask for rooms, hotels and ways to move: the patterns that `stays` reads."""

import re

from agents.regexes import regex
from agents.understanding.numbers import counted

KINDS = (
    r"(?:(?:double|dbl|twin|single|sgl|triple|quad|family|deluxe|standard|separate|joined|adjacent|"
    r"joint|hotel|bed|sea[ -]view|connecting|adjoining|interconnecting|superior|king|queen|big|"
    r"large|small|quiet|nice|spacious|biggest|largest|best|cheapest|smallest|adjoined|non[ "
    r"-]smoking|smoking|accessible|wheelchair[ -]friendly|extra|more|different|suitable|cheap|"
    r"basic|private|comfortable|premium|executive|junior|presidential|\d[ -]bed(?:room)?|one[ "
    r"-]bedroom|two[ -]bedroom|king[ -]size(?:d)?|queen[ -]size(?:d)?|available|affordable|"
    r"disabled|pet[ -]friendly|dog[ -]friendly|zimmer|luxury|twin[ -]bed(?:ded)?)[ ,]+(?:and "
    r")?){0,3}"
)
ROOMS = {
    "en": (
        rf"{KINDS}(?:hotel room\(s\)|room\(s\)|rooms?|suites?|doubles|twins|singles|double|twin|"
        rf"single)(?! (?:beds?|bedded|service|rate|key|temperature|number|type|mates?|person|adult|"
        rf"travell?er|ticket|supplement|room))"
    ),
    "hi": r"कमरे|कमरा|kamre|kamra|kamare|rooms?",
    "es": r"habitacion(?:es)?|cuartos?",
    "fr": r"chambres?",
    "de": r"(?:doppel|einzel|familien)?zimmern?",
    "pt": r"quartos?",
    "ru": r"номеров|номера|номер|комнат[ыу]?",
    "ar": r"غرف|غرفه",
}
ROOM = counted(ROOMS, "a|an|another|my|the")
ROOM_TO = regex(
    r"(?<!\w)rooms?\s*(?:to|:|=|is|are|needed)\s*(?P<n>\d{1,2}|one|two|three|four|five)(?!\w)|"
    r"(?<!\w)(?P<ar>غرفتين|غرفتان)"
)
AND_ROOM = regex(r"\s*(?:,|and|plus|&|\+|y|und|et|e|и|aur|और)?\s*(?:also |then )?")
HAS_ROOM = regex(r"rooms?|suites?")
ANOTHER = regex(
    r"\s*(?:,|and|plus)\s*(?:then )?another(?: one)?(?! (?:night|day|person|adult|child|kid|"
    r"bed))"
)
BOOKED_ROOM = regex(
    r"(?:my (?:hotel )?room(?= (?:booking|reservation))|"
    r"(?:confirm|change|cancel) (?P<room>my (?:hotel )?room(?!s)))"
)
BARE_ROOM = regex(
    rf"(?:^|for (?:a )?|need |want |book |, ?|your )(?P<room>{KINDS}(?:room|suite)|(?<=^)one bedroom)"
    rf"(?!s|\w| (?:service|"
    rf"rate|key|number))"
)
CLASSES = {
    "luxury": (
        r"luxur(?:y|ious)|lujos?|luxe|luxus\w*|luxos?|роскош\w*|люкс\w*|роскошн\w*|فاخر\w*|लक्जरी|लग्जरी|"
        r"high[ "
        r"-]end|premium|5[ -]?(?:star|\*)|five[ -]star|5 estrellas|5 etoiles|5 sterne|5 estrelas|5 "
        r"звезд\w*|5 نجوم|خمس نجوم|خمسه نجوم|5 सितारा|5-sterne|पांच सितारा|upscale|top[ -]class|"
        r"villa with (?:private )?pool|пять звезд"
    ),
    "comfort": (
        r"comfort(?:able)?|mid[ -]?range|mid[ -]level|4[ -]?(?:star|\*)|four[ -]star|4 estrellas|4 "
        r"etoiles|4 sterne|4 estrelas|4 звезд\w*|4 نجوم|اربع نجوم|4 सितारा|4-sterne|boutique|"
        r"standard hotel|decent hotel|good "
        r"hotel|nice hotel|confort(?:ables?|ave(?:l|is))?|komfort\w*|mittelklasse\w*|mittlere hotels?|"
        r"gama media|(?:milieu|moyen(?:ne)?) (?:de )?gamme|gamme moyenne|average hotels?|"
        r"средн\w+ (?:класс\w*|уровн\w*)|"
        r"комфорт\w*|مريح\w*|आरामदायक"
    ),
    "value": (
        r"budget (?:hotel|stay|accommodation|friendly|trip|travel)|cheap(?:est)?|economical|"
        r"(?:tight|low|small|shoestring) budget|affordable|(?:nothing|not) (?:too |very |so )?(?:expensive|"
        r"fancy|costly)|reasonably priced|"
        r"low[ -]cost|backpack\w*|hostels?|3[ -]?(?:star|\*)|three[ -]star|2[ -]?(?:star|"
        r"\*)|two[ -]star|3 estrellas|3 etoiles|3 sterne|3 estrelas|3 звезд\w*|3 نجوم|ثلاث نجوم|3 "
        r"सितारा|3-sterne|barat[oa]s?|"
        r"economic[oa]s?|economiques?|preiswert\w*|недорог\w*|подешевле|اقتصادي\w*|किफायती|"
        r"pas cher|gunstig\w*|дешев\w*|رخيص\w*|सस्ता|sasta|sasti|guest ?house|home ?stay"
    ),
}
CLASS = [(name, regex(rf"(?<![\w-])(?:{words})(?!\w)")) for name, words in CLASSES.items()]
STARS = regex(
    r"(?<![\w.])(?P<n>[1-5](?:\.[05])?|one|two|three|four|five)\s*[ -]?\s*(?:stars?|\*|"
    r"estrellas|etoiles|sterne|estrelas|звезд\w*|نجوم|सितारा)(?!\w)"
)
RATING = regex(
    r"(?:rat(?:ed|ing)s?|score[ds]?|review[ -]?score)\s*(?:of|is|at|as|with|should be|must be|"
    r"to be|has to be|needs to be|that is|:)?\s*(?:a |at )?(?:least |minimum |above |over |"
    r"around )?(?P<a>\d(?:\.\d{1,2})?|10)(?![\d%])|(?<![\w.])(?P<b>\d\.\d{1,2})\s*(?:or "
    r"(?:higher|above|more|better)\s*)?(?:rat(?:ed|ing)|stars? rating|out of (?:5|10))|"
    r"(?<![\w.])(?P<c>\d\.\d)(?=\s*(?:or (?:higher|above|more|better)|\+|and (?:above|up)))"
)
HOTEL_WORD = (
    r"(?:[Hh]otels?|[Rr]esorts?|[Ss]uites?|[Ii]nn|[Vv]illas?|[Hh]ostel|[Ll]odge|[Pp]alace|"
    r"[Rr]etreat|[Rr]esidences?|[Gg]uest ?[Hh]ouse|[Hh]omestay|[Ss]pa|[Cc]ottages?|[Mm]otel|"
    r"[Aa]partments?|[Pp]lace|[Cc]astle|[Hh]aveli|[Cc]amp|[Cc]lub|[Bb]&[Bb]|Riad|Marriott|"
    r"Hilton|Hyatt|Taj(?! Mahal(?! Palace| Hotel))|Oberoi|Radisson|Novotel|Ibis|Sheraton|Westin|"
    r"Accommodation)"
)
PART = r"(?:[A-Z0-9][\w'’.&/-]*|\([^)]{2,30}\)|By|&|-)"
NAMED = regex(
    rf"(?:by the name(?: of)?|[Ss]tay(?:ing)? (?:at|in)|(?:book|booking|reserve|reservation|"
    rf"rooms?|nights?|days?|prefer|choose) (?:at|in)|called|named|something like|hoping for "
    rf"something like|is|about|recommend|suggest|try|like|at|in|have|found|consider|visit|the|"
    rf"rooms?:|hotel,?|hotel:)\s+(?:the |a |an )?(?:\w+ star (?:hotel )?(?:called |named "
    rf")?)?(?P<name>{PART}(?:\s+(?:{PART}|of|the|de|and|by|at|on|am|del|la|le|al)){{0,8}})"
)
CUED = regex(
    (
        r"(?:stay(?:ing)? at|called|named|by the name(?: of)?|something like|(?:book|reserve)(?: "
        r"\w+){0,3} at|nights? at|days? at|rooms? (?:at|in)|"
        r"the hotel is|hotel is|hotel:|hotel like|hotel,)\s+(?:the |a )?$"
    ),
    re.IGNORECASE,
)
OFFERED = regex(
    r"(?:how about|what about|consider|like|try|suggest|recommend)\s+(?:the |a )?$", re.IGNORECASE
)
IS_ABOUT_STAYS = regex(r"hotel|star\b|rooms?\b|check[ -]?in|nights? at", re.IGNORECASE)
MODES = {
    "flight": (
        r"flights?|fly(?:ing)?|air ?fare|by air|air ?tickets?|(?:by|the|a|our|my) plane|airline|"
        r"vuelos?|avion|vols?|"
        r"flug|fluge|voos?|aviao|рейс\w*|перелет\w*|самолет\w*|авиабилет\w*|طيران|رحله جويه|उडान|"
        r"फ्लाइट|hawai jahaz"
    ),
    "train": r"trains?|rail(?:way)?|tren(?:es)?|zug|bahn|trem|поезд(?!к|о)\w*|قطار|ट्रेन|रेल",
    "bus": r"bus(?:es)?|coach|autobus|autocar|onibus|автобус\w*|حافله|باص|बस(?= से)",
    "cruise": r"cruise|crucero|croisiere|kreuzfahrt|cruzeiro|круиз",
    "ferry": r"ferr(?:y|ies)|transbordador|fahre|balsa|паром\w*",
    "car": (
        r"(?:rent(?:al)?|hire)(?: a| an)?(?: [\w-]+){0,2}? (?:cars?|vehicles?|van|suv)|rental cars?|"
        r"car rentals?|car (?:hire|rental)|rent (?:a|an) [\w-]+(?= (?:that )?(?:seats|for \d|from|"
        r"car|vehicle))|self[ -]drive|private (?:car|driver|cab|taxi|transfers?)|car and driver|"
        r"mietwagen|coche de alquiler|alquilar un coche|voiture de location|location de voiture|"
        r"louer une voiture|alugar (?:um )?carro|carro alugado|аренд\w* (?:авто|машин)\w*|"
        r"арендовать (?:авто|машин)\w*|ايجار سياره|استيجار سياره|गाडी|gaadi|gadi|own car|by car|"
        r"arrange an? [\w-]+ for (?:us|me)(?= in [^.?]*[.?] it should seat)|car to rent|car for "
        r"rent"
    ),
}
MODE = [(name, regex(rf"(?<![\w-])(?:{words})(?!\w)")) for name, words in MODES.items()]
SEATS = regex(
    r"(?:seats?|seating|capacity(?: of)?|fits?|for)\s+(?:about |at least "
    r")?(?P<n>\d{1,2})\s*(?:people|persons?|passengers|pax|of us)?"
)
CAR_TYPE = regex(
    r"(?:rent|hire|arrange|want|need|find|get|book|prefer|like)(?: me| us| to rent| to hire)?,? "
    r"(?:a|an|the)\s+(?P<t>[\w-]+(?: [\w-]+)?)\s+(?:that seats|which seats|for (?:us|me)\b|"
    r"seating|with \d)|(?<!\w)(?P<k>suv|sedan|hatchback|minivan|convertible|compact car|van|"
    r"motorhome|campervan|wagon|jeep|limousine|tempo traveller|innova|4x4)s?(?!\w)"
)
CABIN = regex(
    r"(?<!\w)(?P<c>premium economy|economy|business|first)(?:[ -]class)?(?= (?:class|flights?|"
    r"seats?|tickets?|cabin|fare|one|is|for)|[.,!?]|$| please)"
)
ROUND = regex(
    r"(?<!\w)(?:round[ -]?trips?|return (?:flight|trip|ticket|fare|journey)s?|two[ -]way|both "
    r"ways|ida y vuelta|aller[ -]retour|hin-?[ -]und[ -](?:ruck|zuruck)\w*|hin und zuruck|ida e "
    r"volta|туда и обратно|туда-обратно|ذهاب (?:و ?عوده|واياب)|ذهابا وايابا|आना-जाना|aana "
    r"jaana)(?!\w)"
)
ONE_WAY = regex(
    r"(?<!\w)(?:one[ -]?way|oneway|single (?:ticket|fare)|solo ida|aller simple|nur hinflug|"
    r"einfache? (?:fahrt|strecke|flug)|so ida|somente ida|в одну сторону|в один конец|ذهاب فقط|"
    r"एक तरफ)(?!\w)"
)
WITHOUT = regex(
    r"(?<!\w)(?:excluding|exclude|excl\.?|without|no|except|not including|minus|sin|sans|ohne|"
    r"sem|без|بدون)\s+(?:the |any )?$"
)
