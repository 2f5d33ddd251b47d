"""Kin of whom only their papers are told: "mi esposo tiene pasaporte ruso, ¿necesita visa?" counts nobody."""

from agents.regexes import regex

# Who is led along is no subject: "com minha esposa", "avec ma femme", "my wife and I".
_WITH = regex(r"(?<!\w)(?:with|con|com|avec|mit|с|مع|saath|sath|साथ|and|y|et|und|i|yo|me|eu|ich|moi)(?!\w)")
_PAPER = (
    r"(?:passports?|visas?|nationals?|nationality|citizens?|citizenship|pasaportes?|visados?|nacionalidad|"
    r"ciudadan\w+|passeports?|nationalite|reisep\w+|pass|visum|staatsburger\w*|staatsangehorig\w*|"
    r"passaportes?|vistos?|nacionalidade|cidada\w*|паспорт\w*|виз[аыу]|гражданств\w*)(?!\w)"
)
_WHO = r"(?:,? (?:who|que|qui|quien|der|die))?"
# Nothing of us may stand before the paper: "mi esposa es vegetariana, ¿necesitamos visa?" is of both.
_WORD = (
    r"(?!(?:we|us|i|both|together|nos|nosotr[oa]s|yo|ambos|junt[oa]s|nous|je|wir|ich|uns|beide|eu|"
    r"ja|ya|y|and|et|und|e)(?!\w)|\w+[aei]mos(?!\w))[^\s,.;:!?]+ "
)
_HAS_A_PAPER = regex(
    rf"{_WHO} (?:has|holds|carries|travels on|is|needs|tiene|es|lleva|viaja con|necesita|posee|hat|ist|"
    r"besitzt|braucht|a(?= (?:un|une|le) )|est(?!-)|possede|detient|tem|possui|precisa(?: de)?|"
    rf"имеет|гражданин|гражданка|с(?= \S+ паспорт)) (?:{_WORD}){{0,3}}{_PAPER}"
)
# "Mi mujer es rusa, ¿necesita visado?": whence they are, and what they alone need for it.
_IS_FROM_AND_NEEDS = regex(
    rf"{_WHO} (?:is|es|ist|est(?!-)) (?:{_WORD}){{0,2}}[^\s,.;:!?]+[\s,.;!?]+"
    r"(?:(?:so|and|y|et|und|does|will|would|ella|el|he|she|er|sie|elle|il) ){0,3}"
    rf"(?:needs?|necesita|braucht|precisa(?: de)?)(?: (?:sie|er))? (?:{_WORD}){{0,2}}{_PAPER}"
)


def is_told_of_papers(plain: str, begin: int, end: int) -> bool:
    """Whether what is told of the kin named at `begin:end` is about their own passport or visa."""
    if _WITH.search(plain, max(0, begin - 5), end):
        return False
    return bool(_HAS_A_PAPER.match(plain, end) or _IS_FROM_AND_NEEDS.match(plain, end))
