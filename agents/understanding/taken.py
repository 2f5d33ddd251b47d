"""Words that take the plan and say nothing else, in eight languages, as they stand beside a question."""

from agents.regexes import regex

_YES = r"yes|yeah|yep|yup|si|oui|ja|sim|да|نعم|ايوه|haan|han|ha|ji haan|हाँ|हां|जी हाँ|जी हां"
_POLITE = (
    r"please|pls|kindly|por favor|s'il vous plait|svp|bitte|пожалуйста|من فضلكم?|لو سمحت|"
    r"now|then|for us|ahora|maintenant|jetzt|agora|сейчас|الان|abhi|अभी"
)
_BOOK = (
    r"(?:we(?:'ll| will)?|i(?:'ll| will)?|let's|let us)? ?"
    r"(?:book|confirm|reserve|approve|take|accept)(?: (?:it|this|that|the (?:plan|trip|offer|quote)|both))?|"
    r"go ahead|"
    r"(?:la |lo )?(?:reserv(?:a|e|en|amos|o|ar)|confirm(?:a|e|en|amos|o)|acept(?:o|amos))(?:l[oa])?|"
    r"(?:on|nous|je|vous)? ?(?:le |la )?(?:reserv|confirm|valid)(?:e|ons|ez)(?:[- ]l[ea])?|"
    r"(?:wir|ich) (?:buchen|buche|nehmen|nehme)(?: (?:es|das|sie|ihn|die reise))?|"
    r"(?:buchen|buche|reservieren)(?: (?:sie|es|das))*|"
    r"(?:vamos |pode(?:m)? )?(?:reserv(?:ar|amos|a|e|em)|confirm(?:ar|amos|o|e)|fech(?:ar|amos|ado))"
    r"(?: (?:isso|esse|a viagem))?|"
    r"(?:мы |я )?(?:бронируем|бронируйте|бронирую|берем|согласны|согласен|согласна|"
    r"подтвержда(?:ем|ю))(?: это)?|"
    r"(?:احجزوا|احجز|نحجز|احجزها|احجزوها|موافق(?:ون|ين)?|اوافق|نوافق)(?: (?:الرحلة|الخطة))?|"
    r"(?:ise |yeh |isko )?(?:book|confirm|final) (?:kar ?(?:do|o|dijiye|dein|te hain|enge))|"
    r"(?:इसे |यह |इसको )?(?:बुक|कन्फर्म|फाइनल) (?:कर ?(?:दो|दें|दीजिए|ो|ते हैं|ेंगे))"
)
_AND = r"(?:and|y|et|und|e|и|و|aur|और)"
_OPENS = (
    r"ok(?:ay)?|great|perfect|super|vale|d'accord|gut|bom|хорошо|theek hai|ठीक है|حسنا|тогда|so|also|entao|"
    r"entonces|alors|dann"
)
# A yes, a word that books, or both; polite words may stand around it. All of a part, never within one.
TAKEN = regex(
    rf"\W*(?:(?:{_OPENS}|{_POLITE}|{_YES})\W+)*(?:{_YES}|{_BOOK})(?:\W+(?:{_POLITE}))*(?:\W+{_AND})?\W*"
)
# No more than yes: before a comma it may open any sentence.
BARE = regex(rf"\W*(?:(?:{_OPENS}|{_POLITE}|{_YES})\W+)*(?:{_YES})(?:\W+(?:{_POLITE}))*\W*")
