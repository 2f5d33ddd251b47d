"""Where the clause and the part of it begin and end in which something is told."""

from agents.regexes import regex
from agents.understanding.marks import begin_behind, end_before

SENTENCE_END = regex(r"(?<!\d)\.(?=\s|$)|[!?;\n]")
# Where a clause turns from what was, or what others do, to what is wanted now.
TURNS = regex(
    r",?\s(?=(?:but|(?:and |so |y |et |und |e |и |aur |और )?(?:now(?:adays)?|"
    r"this (?:time|year|summer|winter)|ahora|"
    r"esta vez|este ano|maintenant|cette (?:fois|annee)|jetzt|nun|diesmal|dieses (?:mal|jahr)|agora|"
    r"desta vez|dessa vez|теперь|сейчас|в этот раз|на этот раз|в этом году|is (?:baar|saal)|ab (?:hum|main|"
    r"ki)|"
    r"अब|इस (?:बार|साल)|الان|هذه المره|هذا العام)|"
    r"pero|mais (?!de |nuits?|jours?)|aber|porem|mas (?!noches?|dias?|de )|но|lekin|लेकिन|لكن|ولكن)(?!\w))"
)
TURNS_BY_COMMA = regex(
    r",\s*(?=(?:ours|mine|our budget|el nuestro|la nuestra|le notre|unser\w* (?:budget|ist|liegt)|o nosso|"
    r"наш|"
    r"(?:and |so |then )?(?:we|i)(?: would| want| need| will| prefer| are looking|'d|'ll|"
    r"'re looking)|"
    r"please|can|could|let's|make|give|queremos|quiero|quisieramos|nosotr[oa]s quer\w+|"
    r"(?:nous|on|je) (?:voul\w+|voudr\w+|veu\w+|aimer\w+)|(?:wir|ich) (?:mocht\w+|woll\w+|will|"
    r"hatten gern\w*)|"
    r"queriamos|gostariamos|quero|(?:мы |я )?хо(?:тим|тели|чу)|نريد|اريد|نود)(?!\w))"
)
# Where what is told of another time, or refused, ends within its sentence; "2 in Ubud, 3 in Kuta" goes on.
PART_ENDS = regex(
    r"[,:](?!\d|\s?(?:and |y |et |und |e |и )?\d{1,2} (?:in|at|en|a|auf|em|no|na|в|на|mein|में|في) )|"
    r"\s(?=(?:so(?! (?:much|many|far))|asi que|por eso|donc|alors|daher|deshalb|entao|por isso|"
    r"поэтому|так что|isliye|इसलिए|لذلك|لذا)(?!\w))"
)


def clause_around(plain: str, begin: int, end: int) -> tuple[int, int]:
    """The range of the clause around `begin:end`: its sentence, up to where it turns to something else."""
    first = end_before(SENTENCE_END, plain, begin)
    last = begin_behind(SENTENCE_END, plain, end, len(plain))
    for pattern in (TURNS, TURNS_BY_COMMA):
        first = end_before(pattern, plain, begin, first)
        last = begin_behind(pattern, plain, end, last)
    return min(first, begin), max(last, end)


def part_around(plain: str, begin: int, end: int) -> tuple[int, int]:
    """The part of the clause around `begin:end`, from one comma to the next."""
    first, last = clause_around(plain, begin, end)
    return end_before(PART_ENDS, plain, begin, first), begin_behind(PART_ENDS, plain, end, last)
