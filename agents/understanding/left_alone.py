"""An order not to do something: "don't add a night" leaves the plan as it is, in eight languages."""

from agents.regexes import regex
from agents.understanding.reading import read

_LONGEST = 90
_POLITE = (
    r"(?:(?:no|ok(?:ay)?|please|pls|and|but|so|well|oh|por favor|bueno|vale|et|svp|s'il (?:vous|te) plait|"
    r"non|bitte|nein|aber|nao|e|пожалуйста|нет|и|только|من فضلك|رجاء|nahi|kripya|bhai|नहीं|कृपया|"
    r"बस)[\s,.!]+){0,3}"
)
# What is not to be touched, in words of a closed list: any other word may wish for something.
_WORDS = (
    r"(?:(?<=the )hotel|(?<=our )hotel|(?<=my )hotel|(?<=el )hotel|(?<=das )hotel|(?<=o )hotel|"
    r"a|an|the|any|our|my|your|this|that|another|extra|additional|more|further|single|it|anything|nothing|"
    r"everything|nights?|days?|plan|trip|itinerary|booking|dates?|stops?|to|in|of|for|us|now|at|all|please|"
    r"thanks|"
    r"el|la|los|las|un|una|otra?|mas|ningun|ninguna|nada|adicional|extra|noches?|dias?|viaje|fechas?|reserva|"
    r"al|a|del|de|le|les|une|des|d'|l'|autre|rien|aucun|aucune|pas|plus|supplementaire|nuits?|jours?|l'hotel|"
    r"programme|voyage|sejour|au|du|notre|"
    r"kein|keine|keinen|nicht|nichts|der|die|das|den|eine?|einen|weitere[rn]?|zusatzliche[rn]?|noch|etwas|"
    r"nacht|nachte|tage?|reise|daten|anderung|anderungen|hinzu|an|vor|dran|dazu|am|zur|unsere[rn]?|mehr|"
    r"o|os|as|um|uma|outra?|mais|noites?|plano|viagem|datas?|nenhum|nenhuma|em|no|na|ao|nosso|"
    r"еще|одну|один|ночь|ночи|день|дни|отель|план|поездк[уи]|даты|ничего|больше|в|к|нам|наш|"
    r"ليله|اخري|يوما?|يوم|الخطه|الفندق|الرحله|شييا?|شيء|اي|التواريخ|"
    r"ek|aur|koi|bhi|kuch|raat|din|mein|me|hai|kijiye|kariye|karna|karo|"
    r"एक|और|कोई|भी|कुछ|रात|दिन|होटल|योजना|में|है|कीजिए|करना|करो|por favor|bitte|svp|пожалуйста|कृपया)"
)
_END = r"(?![\w\u0900-\u0963])"
# A town may stand behind "in"; a name anywhere else is refused or kept by itself.
_IN_A_TOWN = rf"(?:\s+(?:in|en|a|em|в|mein|में|في) (?!{_WORDS}{_END})[^\W\d_]{{3,20}}{_END})?"
_REST = rf"(?:\s+{_WORDS}{_END}){{0,8}}{_IN_A_TOWN}(?:\s+{_WORDS}{_END}){{0,3}}"
_BEFORE = (  # the no and the verb stand before what is not to be touched
    r"(?:(?:do not|don't|dont|never|no need to|you (?:needn't|need not|don't (?:need|have) to)|"
    r"(?:i|we) (?:don't|do not) (?:want|wish|need)(?: you)? to) "
    r"(?:(?:please|just|yet) )?(?:add|change|extend|lengthen|alter|modify|touch|"
    r"move(?= (?:the|our|my|any|it|every))|remove|swap|shorten)|"
    r"no (?:hace falta (?:que )?|es necesario )?(?:me |nos |le )?(?:agreg|anad|sum[ea]|pong|cambi|modifi|"
    r"toqu|alarg|extiend|extend)\w*|"
    r"(?:(?:il )?ne (?:faut|faudrait) (?:pas|rien) |pas besoin d[e'] ?|inutile d[e'] ?|(?:ne |n')(?:pas )?)"
    r"(?:r?ajout|chang|modifi|touch|prolong|rallong)\w*|"
    r"nao (?:precisa |e preciso )?(?:adicion|acrescent|mud|alter|coloqu|ponha|bot[ae]|estend|prolong|mex)\w*|"
    r"(?:ничего )?не (?:надо |нужно |стоит )?(?:добавл|добавь|добавит|меня|измен|продлева|продля|увелич|"
    r"трога)\w*|"
    r"لا (?:داعي ل|حاجه ل|نريد |اريد )?(?:تضف|تضيف|اضاف|تغير|تغيير|تمدد|تمديد|تعدل|تعديل)\w*|"
    r"(?:fug|hang|verlanger|ander)\w* (?:sie |uns |mir |bitte |da |dort )*(?:kein\w*|nicht|nichts)|"
    r"(?:leg|nehm|mach|bau)\w* (?:sie |uns |mir |bitte |da |dort )*"
    r"keine?n? (?:(?:weitere|zusatzliche)[rn]? (?:nacht|nachte|tage?)|anderung(?:en)?))"
)
_BEHIND = (  # … or behind it
    rf"(?:kein\w*(?:\s+{_WORDS}{_END}){{0,6}}{_IN_A_TOWN} (?:hinzuf\w+|dazu\w*|anhang\w+|zusatzlich|"
    r"verlanger\w+|mehr)|"
    r"(?:nicht|nichts) (?:\w+ )?(?:verlanger\w+|hinzuf\w+|ander\w+)|"
    rf"(?:{_WORDS}{_END}\s+){{0,6}}(?:(?:mat|na|nahi|nahin) (?:jod|badh|bada?l|add)\w*(?: kar\w*)?|"
    r"(?:jod|badh|bada?l)\w* (?:mat|nahi|nahin)(?: hai)?|add (?:mat|na|nahi) kar\w*|"
    r"(?:मत|न|नहीं) (?:जोड|बढ|बदल)\S*|(?:जोड|बढ|बदल)\S* (?:मत|नहीं)))"
)
_LEFT_ALONE = regex(
    rf"[\W_]*{_POLITE}(?:{_BEFORE}{_END}|{_BEHIND}{_END}){_REST}(?:,? (?:please|thanks))?[\s.!]*"
)


def is_left_alone(text: str) -> bool:
    """Say whether a message does no more than forbid a change."""
    return len(text) <= _LONGEST and _LEFT_ALONE.fullmatch(read(text).plain) is not None
