"""What can be booked, by the words for it: a flight, a stay, a table or another engagement, a ticket."""

from agents.regexes import regex

_NOT_WITHIN = r"(?<![^\Wو])"  # no letter before it, but for the Arabic "and"

FLIGHT = regex(
    _NOT_WITHIN + r"(?:flights?|vuelos?|vols?|(?:ruck|hin)?fluge?|voos?|рейс\w*|перел[её]т\w*|"
    r"رحل\w* الطيران|الطيران|उड़ान|flight)(?!\w)"
)
# The flights there and back without the word for them: "ida y vuelta cancelados".
THERE_AND_BACK = regex(
    r"(?<!\w)(?:there and back|both ways|ida y vuelta|aller[ -](?:et[ -](?:le )?)?retour|"
    r"hin- und (?:ruck(?:flug|weg|reise)|zuruck)|ida e volta|туда и обратно|الذهاب والعوده|"
    r"aane[ -]jaane|आने[ -]जाने)(?![\w\u0900-\u0963])"
)
STAY = regex(
    _NOT_WITHIN
    + r"(?:hotels?|hoteles|hoteis|resort|villa|rooms?|stay|hostel|unterkunft|zimmer|habitacion\w*|chambres?|"
    r"quartos?|отел\w*|гостиниц\w*|فندق|الفندق|الفندقين|होटल)(?!\w)"
)
_ENGAGED = {
    "dinner": r"dinner|table|cena|diner|abendessen|jantar|ужин\w*|(?:ال)?عشاء|raat ka khana|डिनर",
    "lunch": r"lunch|almuerzo|comida|dejeuner|mittagessen|almoco|обед\w*|(?:ال)?غداء|लंच",
    "breakfast": r"breakfast|brunch|desayuno|petit-dejeuner|fruhstuck|cafe da manha|"
    r"завтрак\w*|(?:ال)?فطور|नाश्ता",
    "massage": r"massage|spa (?:treatment|session)|masaje|massagem|массаж\w*|(?:ال)?مساج|मालिश",
    "meeting": r"meeting|conference call|call|reunion|besprechung|reuniao|встреч\w*|(?:ال)?اجتماع|मीटिंग",
    "wedding": r"wedding|boda|mariage|hochzeit|casamento|свадьб\w*|(?:ال)?زفاف|शादी",
}
ENGAGEMENTS = [(name, regex(rf"{_NOT_WITHIN}(?:{words})(?!\w)")) for name, words in _ENGAGED.items()]
TICKET = regex(
    _NOT_WITHIN + r"(?:tickets?|entry|entrance|visit|tour|entradas?|billets?|eintrittskarten|ingressos?|"
    r"билет\w*|تذاكر|टिकट)(?!\w)"
)
