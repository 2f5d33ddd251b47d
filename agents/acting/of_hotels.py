"""Questions about what a hotel has: only the hotel knows, and no passage that merely sounds alike."""

import re

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
_OF_A_HOTEL = re.compile(
    rf"(?<!\w){_HOTEL}(?!\w)(?:(?![.!?]\s).){{0,60}}?(?<!\w){_HAS}(?!\w)|"
    rf"(?<!\w){_HAS}(?!\w)(?:(?![.!?]\s).){{0,40}}?(?<!\w){_HOTEL}(?!\w)"
)


def asks_what_a_hotel_has(question: str) -> bool:
    """Whether a question is about a pool, a gym or the like of a hotel."""
    return _OF_A_HOTEL.search(read(question).plain) is not None
