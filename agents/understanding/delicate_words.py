"""The words of delicate matters, by language, as expressions over a plain message."""

_TAIL = r"[\w\u0900-\u0963]*"  # an ending in Hindi: its vowel signs are no word characters to `re`
# Money charged wrongly, or a refund that has not come; "what is your refund policy?" is none of it.
MONEY_IN_DISPUTE = {
    "en": (
        r"charge ?back|"
        r"(?<!not )(?<!n't )(?<!never )(?:charged|debited|billed|deducted|paid) "
        r"(?:me |us |my (?:card|account) )?(?:twice|double|two times|again|wrong\w*|too much)|"
        r"(?:(?:i|we) (?:was|were|got|have been|'ve been)|(?:you|they|hotel)(?: have)?) "
        r"charged (?:me |us )?extra|"
        r"double (?:charge|payment|debit)\w*|over ?charged|"
        r"wrong (?:amount|charge|bill)|"
        r"(?:amount|money|payment) (?:was |got |has been |is )?(?:deducted|debited) but|"
        r"(?:my|the|our) refund (?:has not|hasn'?t|is not|isn'?t|did not|didn'?t|never|still)|"
        r"(?:where(?:'s| is)|still (?:no|waiting for)(?: my| the| a)?) refund"
        r"(?! (?:polic|rule|term|condition|process))|"
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
        r"do baar (?:paise )?(?:kat\w*|charge)|paise (?:wapas|kat gaye)|"
        rf"दो बार (?:पैसे )?कट{_TAIL}|पैसे वापस|पैसे कट ग{_TAIL}"
    ),
}
# An emergency, an operation, an illness that a doctor watches, a death.
EMERGENCIES = {
    "en": (
        r"medical emergency|(?:met with|had|in|after) an? (?:bad |car |road |bike )?accident|ambulance|"
        r"(?<!work )(?<!works )(?<!working )(?:taken to|admitted (?:to|in)|is in|are in|was in|in the|"
        r"from the) (?:the |a )?hospital(?! tour)|"
        r"hospitali[sz]ed|heart (?:attack|condition|problem|disease|patient|surgery)|chest pain|"
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
    "fr": r"urgence medicale|hospitalise\w*|crise cardiaque|(?<!travaille )(?<!travaillons )a l'hopital",
    "de": r"medizinischer notfall|(?<!arbeite )(?<!arbeitet )(?<!arbeiten )im krankenhaus|herzinfarkt",
    "pt": (
        r"emergencia medica|internad[oa]|ataque cardiaco|"
        r"(?<!trabalho )(?<!trabalha )(?<!trabajo )(?<!trabalhamos )no hospital"
    ),
    "ru": r"(?:попал\w*|лежит|положили) в больниц\w+|сердечный приступ|инфаркт|скорая помощь|умер(?:ла|ли)?",
    "ar": r"حاله طبيه طاريه|في المستشفي|نوبه قلبيه|ازمه قلبيه|اسعاف|توفي\w*",
    "hi": (
        r"hospital (?:mein|me) (?:hai|hain|admit)|dil ka daura|अस्पताल में|दिल का दौरा|"
        rf"एम्बुलेंस{_TAIL}|ऑपरेशन हुआ"
    ),
}
# Lawyers, courts, the police, and the law of data.
LAW = {
    "en": (
        r"(?<!i'm a )(?<!am a )(?<!is a )(?<!am an )(?<!i'm an )(?<!we are )(?<!we're )"
        r"(?:lawyers?|attorneys?|advocate|solicitor)|"
        r"legal (?:notice|action|team|advice|matter|case|proceedings)|law ?suit|"
        r"su(?:e|ing) (?:you|them|the)|small claims|consumer (?:court|forum|protection)|"
        r"(?:take|taking|see) (?:you |this |it )?(?:to|in) court|court (?:order|case|notice)|"
        r"police (?:complaint|report|case)|(?:file|lodge|filing) (?:an? )?(?:fir|police|case|suit|claim)|"
        r"arrested|detained at|deport\w+|custody (?:papers|agreement|dispute|battle)|"
        r"data protection (?:officer|request)|gdpr"
    ),
    "es": (
        r"(?<!soy )(?<!somos )(?<!es )abogad[oa]s?|demanda(?:r|re|remos)? (?:a|judicial|contra)|denuncia|"
        r"tribunal"
    ),
    "fr": r"(?<!suis )(?<!sommes )(?<!est )avocats?|porter plainte|poursuite judiciaire",
    "de": r"(?<!bin )(?<!ist )(?:rechts)?anwalt(?:in)?|klage (?:ein)?reichen|verklage\w*|anzeige erstatten",
    "pt": r"(?<!sou )(?<!somos )advogad[oa]s?|processar (?:voces|a empresa)|procon",
    "ru": r"adwokat|(?<!я )(?<!мы )(?:адвокат\w*|юрист\w*)|подам в суд|подать в суд|в полицию",
    "ar": r"محامي\w*|محكمه|دعوي قضاييه|الشرطه",
    "hi": (
        r"(?:vakil|vakeel)\w*(?! h(?:oon|un|u)(?!\w))|court jaunga|adalat\w*|"
        rf"वकील{_TAIL}(?! हू)|(?:अदालत|मुकदम){_TAIL}|पुलिस में"
    ),
}
