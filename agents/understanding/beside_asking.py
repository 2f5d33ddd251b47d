"""What stands beside the question of what changed: another question, courtesy, or thanks.

Courtesy leads up to a question and asks nothing ("can you tell me why …"); another question before it
("do we need a visa, and why …") wants its own answer. All words here are folded: plain lower-case letters.
"""

from agents.regexes import regex

FEW_WORDS = 2  # of greeting or thanks; more say something of their own

_SHORT = 9  # words: who goes on has more to say than that they have looked
_SEEN = regex(
    r"(?:i|we) (?:have |ve |just |now )*(?:seen|saw|read|got|received|opened|looked at|checked)"
    r" (?:the|your|it|this|that|new)\b|"
    r"(?:ya )?(?:he|hemos) (?:visto|leido|recibido)\b|(?:j ai|nous avons) (?:bien )?(?:vu|lu|recu)\b|"
    r"(?:ich habe|wir haben) .*(?:gesehen|gelesen|bekommen|erhalten)$|"
    r"(?:eu |nos )?(?:ja )?(?:vi|vimos|li|recebi)\b|"
    r"(?:я|мы) .*(?:видел|посмотрел|получил|прочитал)|(?:رايت|شاهدت|قرات|وصل)|.*(?:देख लिया|देखा|मिल गया)|"
    r"(?:(?:many |so )*thanks?(?: you)?(?: so much| very much| a lot)?|"
    r"(?:muchas |mil )?gracias|merci(?: beaucoup)?|(?:vielen dank|danke)|"
    r"(?:muito )?obrigad[oa]|(?:большое )?спасибо)"
    r"(?: (?:for|por|pour|fur|pel[oa]|за) .*)?$|(?:شكرا|धन्यवाद)(?: \w+){0,3}$|"
    r"(?:good (?:morning|afternoon|evening)|buenos dias|guten (?:morgen|tag)|bom dia)(?: \w+){0,2}$"
)
_COURTESY = regex(
    r"\b(?:hi|hello|hey|ok|okay|well|so|but|and|sorry|wait|please|thanks|thank you|then|"
    r"(?:(?:can|could|would|will) you|do you mind|may i ask|can i ask|i want to know)"
    r"(?: (?:please|kindly|just|also))*(?: (?:tell|telling|explain|show|say))?(?: to)?(?: me| us)?|"
    r"(?:tell|explain)(?: to)?(?: me| us)?|"
    r"(?:me |nos )?(?:puede[ns]?|podria[ns]?|puedes|podrias)(?: decir| explicar)?(?:me|nos)?|"
    r"(?:pouvez|pourriez|peux|pourrais) (?:vous|tu)(?: me| nous)?(?: dire| expliquer)?|"
    r"(?:konnen|konnten) sie(?: mir| uns)?(?: bitte)?(?: sagen| erklaren)?|"
    r"(?:pode|poderia|podem)(?: me| nos)?(?: dizer| explicar)?)(?!\w)"
)
_QUESTION = regex(
    r"(?:do|does|did|is|are|was|were|can|could|will|would|should|shall|may|must|has|have|what|which|when|where|"
    r"who|how|why|need|"
    r"que|cual(?:es)?|cuando|donde|quien|como|cuanto|hay|necesitamos|necesito|hace|tenemos que|se puede|"
    r"est ce|qu|quel(?:le)?s?|quand|ou|qui|comment|combien|faut il|avons nous|ai je|y a t il|a t on|"
    r"brauch(?:en|e|t)|benotig(?:en|e|t)|ist|sind|gibt|was|welche[rs]?|wann|wo|wer|wie|kann|konnen|muss(?:en)?|"
    r"precisamos|preciso|precisa|tem|qual|quais|quando|onde|quem|quanto|e preciso|"
    r"что|как\w*|когда|где|кто|сколько|нужн\w+|надо|можно|есть ли|"
    r"هل|ما|ماذا|متى|اين|من|كيف|كم|क्या|कब|कहां|कैसे|कौन|कितन\w*|kya|kab|kahan|kaise|kaun|kitn\w*)(?!\w)"
)


def has_only_looked(plain: str) -> bool:
    """Whether a sentence only says that the plan was seen, or greets or thanks: none calls for an answer."""
    return len(plain.split()) <= _SHORT and _SEEN.match(plain) is not None


def asks_beside(before: str) -> bool:
    """Whether what stands before a question in its sentence is another one, beside greeting and courtesy."""
    plain = _COURTESY.sub(" ", before).strip()
    return len(plain.split()) > FEW_WORDS and _QUESTION.match(plain) is not None
