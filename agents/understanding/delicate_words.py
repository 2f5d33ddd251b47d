"""The words of delicate matters, by language, as expressions over a plain message."""

# Money charged wrongly, or a refund that has not come; "what is your refund policy?" is none of it.
MONEY_IN_DISPUTE = {
    "en": (
        r"charge ?back|"
        r"(?:charged|debited|billed|deducted|paid) (?:me |us |my (?:card|account) )?(?:twice|double|two "
        r"times|again|wrong\w*|extra|too much)|double (?:charge|payment|debit)\w*|over ?charged|"
        r"wrong (?:amount|charge|bill)|"
        r"(?:amount|money|payment) (?:was |got |has been |is )?(?:deducted|debited) but|"
        r"(?:my|the|our) refund (?:has not|hasn'?t|is not|isn'?t|did not|didn'?t|never|still)|"
        r"(?:where(?:'s| is)|still (?:no|waiting for)(?: my| the| a)?) refund|"
        r"never (?:got|received) (?:my|the|any) (?:refund|money)|"
        r"(?:want|give|return|need) (?:me )?my money(?: back)?|dispute (?:the|this|a|my)|"
        r"unauthori[sz]ed (?:charge|payment|transaction)|i did not authori[sz]e"
    ),
    "es": (
        r"me (?:han )?cobra(?:ron|do) (?:dos veces|doble|de mas)|cobro (?:doble|indebido)|"
        r"devuelvan mi dinero"
    ),
    "fr": (
        r"debite (?:deux fois|en double)|double (?:prelevement|debit)|rendez[- ]moi mon argent|"
        r"preleve deux fois"
    ),
    "de": r"doppelt (?:abgebucht|belastet|berechnet)|zu viel (?:abgebucht|berechnet)|mein geld zuruck",
    "pt": r"cobraram (?:duas vezes|em dobro|a mais)|cobranca (?:indevida|dupla)|meu dinheiro de volta",
    "ru": (
        r"(?:дважды|два раза) (?:списали|сняли)|списали (?:дважды|два раза|лишн\w+)|"
        r"верните (?:мои )?деньги"
    ),
    "ar": r"خصم(?:تم)? (?:مرتين|مبلغ زايد)|اريد (?:استرداد|فلوسي)|ارجعوا (?:فلوسي|مالي)",
    "hi": (
        r"do baar (?:paise )?(?:kat\w*|charge)|paise (?:wapas|kat gaye)|दो बार (?:पैसे )?कट\w*|पैसे वापस|"
        r"पैसे कट गए"
    ),
}
# An emergency, an operation, an illness that a doctor watches, a death.
EMERGENCIES = {
    "en": (
        r"medical emergency|(?:met with|had|in|after) an? (?:bad |car |road |bike )?accident|ambulance|"
        r"(?:taken to|admitted (?:to|in)|is in|are in|was in|in the|from the) (?:the |a )?hospital(?! "
        r"tour)|hospitali[sz]ed|heart (?:attack|condition|problem|disease|patient|surgery)|chest pain|"
        r"pace ?maker|stroke patient|"
        r"(?:had|having|after|before|recent|recovering from|undergoing) (?:an? |my |his |her |knee |hip "
        r"|heart |back )*(?:surgery|operation|chemo\w*|transplant|dialysis)|dialysis|chemotherapy|"
        r"oxygen (?:cylinder|concentrator)|epilep\w+|seizures?|high[- ]risk pregnan\w+|food poisoning|"
        r"(?:very|seriously|badly|gravely) (?:ill|sick|hurt|injured)|unconscious|fainted|bleeding|"
        r"broke (?:my|his|her|a) (?:leg|arm|hip|hand|ankle)|passed away|"
        r"(?:mother|father|wife|husband|mom|mum|dad|son|daughter|grand\w+) (?:has |just )?(?:died|"
        r"passed away)"
    ),
    "es": (
        r"emergencia medica|(?:esta|estoy|fue) (?:en el hospital|hospitalizad[oa])|ataque al corazon|"
        r"infarto"
    ),
    "fr": r"urgence medicale|hospitalise\w*|crise cardiaque|a l'hopital",
    "de": r"medizinischer notfall|im krankenhaus|herzinfarkt",
    "pt": r"emergencia medica|internad[oa]|ataque cardiaco|no hospital",
    "ru": r"(?:попал\w*|лежит|положили) в больниц\w+|сердечный приступ|инфаркт|скорая помощь|умер(?:ла|ли)?",
    "ar": r"حاله طبيه طاريه|في المستشفي|نوبه قلبيه|ازمه قلبيه|اسعاف|توفي\w*",
    "hi": (
        r"hospital (?:mein|me) (?:hai|hain|admit)|dil ka daura|अस्पताल में|दिल का दौरा|एम्बुलेंस|"
        r"ऑपरेशन हुआ"
    ),
}
# Lawyers, courts, the police, and the law of data.
LAW = {
    "en": (
        r"lawyers?|attorneys?|advocate|solicitor|"
        r"legal (?:notice|action|team|advice|matter|case|proceedings)|law ?suit|"
        r"su(?:e|ing) (?:you|them|the)|small claims|consumer (?:court|forum|protection)|"
        r"(?:take|taking|see) (?:you |this |it )?(?:to|in) court|court (?:order|case|notice)|"
        r"police (?:complaint|report|case)|(?:file|lodge|filing) (?:an? )?(?:fir|police|case|suit|claim)|"
        r"arrested|detained at|deport\w+|custody (?:papers|agreement|dispute|battle)|"
        r"data protection (?:officer|request)|gdpr"
    ),
    "es": r"abogad[oa]s?|demanda(?:r|re|remos)? (?:a|judicial|contra)|denuncia|tribunal",
    "fr": r"avocats?|porter plainte|poursuite judiciaire",
    "de": r"rechtsanwalt|anwalt|anwaltin|klage (?:ein)?reichen|verklage\w*|anzeige erstatten",
    "pt": r"advogad[oa]s?|processar (?:voces|a empresa)|procon",
    "ru": r"adwokat|адвокат\w*|юрист\w*|подам в суд|подать в суд|в полицию",
    "ar": r"محامي\w*|محكمه|دعوي قضاييه|الشرطه",
    "hi": r"vakil|vakeel|court jaunga|adalat|वकील|अदालत|मुकदमा|पुलिस में",
}
