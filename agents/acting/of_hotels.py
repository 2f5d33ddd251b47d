"""Questions about what a hotel has: only the hotel knows, and no passage that merely sounds alike."""

from agents.regexes import regex
from agents.understanding.reading import read

_HOTEL = (
    r"(?:hotels?|resorts?|rooms?|hoteles|habitacion(?:es)?|chambres?|zimmer|hoteis|quartos?|отел\w*|номер\w*|"
    r"(?:ال)?فندق\w*|(?:ال)?فنادق|(?:ال)?غرف\w*|kamr\w+|होटल|कमर\S*)"
)
_HAS = (
    r"(?:pools?|swimming pool|gym|fitness|spa|sauna|wi-?fi|parking|lifts?|elevators?|balcon\w+|bath ?tubs?|"
    r"kettle|"
    r"kids'? club|playground|beach ?front|private beach|air ?con\w*|minibar|restaurants?|laundry|"
    r"piscina|gimnasio|aparcamiento|ascensor|banera|piscine|salle de sport|parking|ascenseur|baignoire|"
    r"schwimmbad|pool|fitnessraum|parkplatz|aufzug|badewanne|academia|estacionamento|elevador|banheira|"
    r"бассейн\w*|спортзал\w*|парковк\w*|лифт\w*|ванн\w*|(?:ال)?مسبح|(?:ال)?موقف|(?:ال)?مصعد|"
    r"स्विमिंग पूल|पूल|जिम|लिफ्ट|पार्किंग)"
)
_HAVE = (
    r"(?:has|have|had|got|offers?|provides?|(?:is|are) there|there(?:'s| is| are)|comes? with|tiene\w*|hay|"
    r"habra|cuenta\w* con|a-t-(?:il|elle)|ont|a(?= (?:une?|des)(?!\w))|y a(?:-t-il)?|y aura|dispos\w+|"
    r"propos\w+|hat|haben|habt|gibt(?: es|'s)?|verfug\w+|bietet|bieten|tem|possu\w+|oferece\w*|ha|есть|"
    r"имеется|имеются|(?:هل )?(?:يوجد|توجد|فيه|فيها|به|بها|لديه\w*|عنده\w*)|هل)"
)
_WITH = r"(?:with|con|avec|mit|com|со?|مع|wala|wale)"
_IS_HINDI = r"(?:hai|hain|hota|hoga|milega|milegi|है|हैं|होगा|मिलेगा)"
_WITHIN = r"(?:in|at|inside|en|dentro del?|a|au|dans|im|do|no|nos|na|nas|em|в|во|في)"
_UP_TO_HERE = r"(?!\w)[^.!?؟।]{0,24}?(?<!\w)"
_OF_A_HOTEL = regex(
    rf"(?<!\w)(?:{_HAVE}{_UP_TO_HERE}{_HOTEL}{_UP_TO_HERE}{_HAS}|"
    rf"{_HOTEL}{_UP_TO_HERE}(?:{_HAVE}|{_WITH}){_UP_TO_HERE}{_HAS}|"
    rf"{_HAVE}{_UP_TO_HERE}{_HAS} (?:{_WITHIN} |بال)(?:[^\W\d_]+ |l')?{_HOTEL}|"
    rf"{_HAS} {_WITHIN} (?:[^\W\d_]+ )?{_HOTEL} {_HAVE}|"
    rf"{_HOTEL}{_UP_TO_HERE}{_HAS}{_UP_TO_HERE}{_IS_HINDI})(?!\w)"
)
# What lies near a hotel, on the way to it or at an airport is no thing that the hotel has.
_NEAR_IT = regex(
    r"(?<!\w)(?:near\w*|next to|close to|around|walking distance|from|airport|cerca|lejos|desde|aeropuerto|"
    r"pres|proche|depuis|aeroport|nahe|neben|entfernt|flughafen\w*|perto|longe|aeroporto|рядом|возле|около|"
    r"недалеко|аэропорт\w*|قرب|قريب\w*|بجانب|بالقرب|(?:ال)?مطار|ke paas|nazdeek|nazdik|के पास|नजदीक|एयरपोर्ट)"
    r"(?!\w)"
)


def asks_what_a_hotel_has(question: str) -> bool:
    """Whether a question is about a pool, a gym or the like of a hotel, and of nothing near it."""
    plain = read(question).plain
    return _OF_A_HOTEL.search(plain) is not None and _NEAR_IT.search(plain) is None
