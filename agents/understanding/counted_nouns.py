"""What stands behind a number and makes it a count and no day of a month, in eight languages."""

from agents.understanding.party_words import ADULTS, CHILDREN, HEADS, INFANTS

# "From 10 n back on the 15th", "kids 7 n 11".
_AND_NO_NIGHT = r"(?! (?:\d|(?:back|return(?:ing)?(?: on| by)|leave)(?!\w)))"
NIGHTS = {
    "en": rf"nights?|nites?|nyts?|nigts?|nihgts?|nts?|(?:(?<=\d)n|(?<=\d )n{_AND_NO_NIGHT})",
    "hi": r"रातें|रातों|रात|raatein|raaton|raatain|raat|rat",
    "es": r"noches?",
    "fr": r"nuits?|nuitees?",
    "de": r"nacht(?:en?)?|nachte|ubernachtung(?:en)?",
    "pt": r"noites?|pernoites?",
    "ru": r"ночей|ночи|ночь",
    "ar": r"ليالي|ليال|ليله",
}
DAYS = {
    "en": r"(?:full )?days?|dys?|dayz|(?:(?<=\d)|(?<=\d ))d",
    "hi": r"दिनों|दिन|dino|dinon|din",
    "es": r"dias?",
    "fr": r"jours?|journees?",
    "de": r"tage?n?",
    "pt": r"dias?",
    "ru": r"дней|дня|день",
    "ar": r"ايام|يوما|يوم",
}
WEEKS = {
    "en": r"(?:full |whole )?w(?:ee)?ks?",
    "hi": r"हफ्तों|हफ्ते|हफ्ते|सप्ताह|hafton|hafte|hafta",
    "es": r"semanas?",
    "fr": r"semaines?",
    "de": r"wochen?",
    "pt": r"semanas?",
    "ru": r"недели|недель|неделю|неделя",
    "ar": r"اسابيع|اسبوعا|اسبوع",
}
# "Days: 2 adults", "Nights: 2 weeks", "in March, 4 star hotels", "en marzo, 2 personas".
COUNTED_NOUNS = "|".join(
    (
        *(w for words in (ADULTS, CHILDREN, INFANTS, HEADS, NIGHTS, DAYS, WEEKS) for w in words.values()),
        (
            r"rooms?|stars?|sterne?|estrellas?|estrelas?|etoiles?|звезд\w*|habitacion\w*|chambres?|zimmer|"
            r"quartos?|номер\w*|bed(?:room)?s?|bhk|villas?|dormitorios?|schlafzimmer|betten|camas|lits|"
            r"комнат\w*|غرف\w*|कमरे|kamre|months?|hours?|hrs?|[ap]\.?m|uhr|%"
        ),
    )
)
