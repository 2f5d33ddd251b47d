"""How the towns that travellers name most are written in Devanagari, Arabic and Cyrillic letters.

Beside `cities_east` and `cities_west`, which hold the towns themselves. Left out are spellings that mean
something else: غالي is Galle, and dear.
"""

SPELLINGS = {
    "Bali": "बालि",
    "Seminyak": "सेमिन्याक|सेमिनयाक|Семиньяк|سيمينياك|سمينياك",
    "Kuta": "कुटा|Кута|كوتا",
    "Sanur": "सानूर|सनूर|Санур|سانور",
    "Nusa Dua": "नुसा दुआ|Нуса-Дуа|نوسا دوا",
    "Kintamani": "किंतामणि|किन्तामनी|Кинтамани|كينتاماني",
    "Bedugul": "बेदुगुल|Бедугул|بيدوجول|بيدوغول",
    "Nusa Penida": "नुसा पेनिडा|Нуса-Пенида|نوسا بينيدا",
    "Bangkok": "बैंकाक|बैंगकॉक",
    "Chiang Mai": "चियांग माई|च्यांग माई|Чианг Май|شيانج ماي",
    "Phuket": "फुकेत|फूकेत|फूकेट|فوكيت",
    "Krabi": "क्राबी|क्रबी",
    "Ayutthaya": "अयुत्थाया|अयोध्या थाईलैंड|Аюттхая|Аюттайя|ايوتايا",
    "Pattaya": "पट्टाया",
    "Sentosa": "सेंटोसा|Сентоза|سنتوسا",
    "Deira": "देइरा|डेरा दुबई|Дейра|ديره",
    "Kerala": "केरला",
    "Kochi": "कोच्चि|कोची|Кочи|Кочин|كوتشي|كوشي",
    "Munnar": "मुन्नार|Муннар|مونار",
    "Thekkady": "थेक्कडी|Теккади|ثيكادي",
    "Alleppey": "अलेप्पी|अल्लेप्पी|आलप्पुझा|Аллеппи|Алаппужа|اليبي",
    "Kovalam": "कोवलम|Ковалам|كوفالام",
    "Trivandrum": "तिरुवनंतपुरम|त्रिवेंद्रम|Тривандрум|Тируванантапурам|تريفاندروم",
    "Rajasthan": "Rajastán|Rajastão|Rajastan|Radschasthan|Раджастхан|راجستان|راجاستان|راجستهان",
    "Jaipur": "Джайпур|جايبور",
    "Jodhpur": "जोधपुर|Джодхпур|جودبور",
    "Udaipur": "उदयपुर|Удайпур|اودايبور",
    "Jaisalmer": "जैसलमेर|Джайсалмер|جايسالمر|جيسلمير",
    "Pushkar": "पुष्कर|Пушкар|بوشكار",
    "Versailles": "Versalles|Versalhes|वर्साय|वर्साइल|Версаль|فرساي",
    "Disneyland Paris": "Disneyland París|Диснейленд|Диснейленд Париж|ديزني لاند باريس|डिज़्नीलैंड पेरिस",
    "Colombo": "कोलंबो|कोलम्बो|Коломбо|كولومبو",
    "Kandy": "कैंडी श्रीलंका|Канди|كاندي",
    "Sigiriya": "सिगिरिया|Сигирия|سيجيريا|سيغيريا",
    "Dambulla": "दांबुला|दंबुला|Дамбулла|دامبولا",
    "Nuwara Eliya": "नुवारा एलिया|Нувара-Элия|نوارا ايليا|نوارا إيليا",
    "Ella": "एला श्रीलंका|Элла",
    "Galle": "गाले|गॉल|Галле",
    "Bentota": "बेंतोता|Бентота|بينتوتا",
    "Goa": "غوا",
}
# Countries as people write them beside the names of the CLDR.
COUNTRIES = {
    "TH": "थाइलैंड|थाईलैण्ड|Тайланде|Таиланде",
    "LK": "श्री लंका|سري لانكا|سيريلانكا",
}
