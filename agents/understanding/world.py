"""Cities, islands and regions of the world that travellers name, by country; countries come from CLDR.

Written by hand: what an agency hears, not every town. "|" joins other names of the same place, the first
being the one that people are shown.
"""

from agents.understanding.cities_east import EAST
from agents.understanding.cities_west import WEST
from agents.understanding.reading import words

CITIES = EAST | WEST

# Names that are also everyday words, or two letters long: they count only where they stand as a place.
SHAKY = words(
    "amed antigua atl bari bath bled bonito buffalo cabo cali capri chad char charlotte "
    "columbus como cordoba cork dali darwin dc dham dies dominica ella faro fes fez fjords "
    "florence galle gili gir granada grenada guinea hue inda inde jackson jasper java kaza kem "
    "kemer kl kos la leh lima male mali man manaus merida mobile natal nice niger ny pai perm "
    "petra phl phoenix puri reading reno rhone rio rom sahara salvador santiago savannah sd "
    "sea sf sharm split togo toledo uk us valencia vatican victoria york جده عمان فاس مكه"
)


NICKNAMES = {
    "GB": "UK|U.K.|Britain|Great Britain|Англию",
    "US": (
        "USA|U.S.A.|U.S.|States|the States|America|США|Америку|Estados Unidos|EEUU|États-Unis|अमेरिका|امريكا"
    ),
    "AE": "UAE|U.A.E.|Emirates|Emiratos|Эмираты|الامارات|ОАЭ|UAE's",
    "NL": "Holland|Holanda|Hollande|Голландия",
    "KR": "South Korea|Korea|Южная Корея|كوريا",
    "RU": "Russia|Россия",
    "CZ": "Czech Republic|Чехию",
    "TR": "Turkey|Turkiye|Turquía|Türkei|Turquie|Turquia|Турцию|Турция|تركيا",
    "VN": "Vietnam|Viet Nam|Вьетнам|فيتنام",
    "LK": "Sri Lanka|Srilanka|Шри-Ланка|Шри-Ланку|سريلانكا|श्रीलंका",
    "BN": "Brunei",
    "MU": "Mauritius|Mauricio|Maurice|Île Maurice|Маврикий|موريشيوس|मॉरीशस",
    "SC": "Seychelles|Seychellen|Сейшелы|Сейшельские|سيشل",
    "DO": "Dominican Republic|Доминикану|Доминикана",
    "EG": "Egypt|Египет|مصر",
    "ID": "Indonesia|Индонезию|اندونيسيا",
    "IN": "India|Индию|الهند|भारत",
    "TH": "Thailand|Thailande|Таиланд|Тайланд|تايلند|تايلاند|थाईलैंड",
    "JP": "Japan|Японию|اليابان|जापान",
    "GE": "Georgia|Грузию|Грузия|جورجيا",
    "CH": "Switzerland|Suisse|Schweiz|Suiza|Швейцарию|سويسرا|स्विट्जरलैंड",
    "MV": "Maldive",
    "SA": "KSA|Saudi",
    "CN": "China|Китай",
}
REGIONS = (
    "Europe|Europa|Европу|Европа|اوروبا|यूरोप;Africa|África|Afrique|Afrika|Африку;South East "
    "Asia|Southeast Asia|Sudeste Asiático|Südostasien;Asia|Asie|Asien|Азию;Middle East;"
    "Scandinavia|Skandinavien|Скандинавию;Caribbean|Caribe|Caraïbes|Karibik|Карибы;"
    "Balkans;South America|Sudamérica|América del Sur|Amérique du Sud|Südamerika;Central "
    "America;Antarctica;North East India|Northeast India;South India;North India;Golden "
    "Triangle;Swiss Alps|Alps|Alpes|Alpen;Himalayas;Greek Islands|Islas Griegas;Eastern Europe;"
    "Mediterranean"
)
# State or province -> country; the second halves of "Portland, OR" and "Victoria, BC".
STATES = {
    state: country
    for country, states in (
        (
            "US",
            (
                "al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj "
                "nm ny nc nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy dc"
                " california nevada oregon texas georgia florida illinois arizona pennsylvania colorado "
                "massachusetts minnesota michigan ohio virginia usa us"
            ),
        ),
        ("CA", "on ab bc qc ns mb sk ontario alberta quebec"),
        ("GB", "england scotland uk wales"),
        ("AU", "nsw vic qld"),
    )
    for state in states.split()
}
