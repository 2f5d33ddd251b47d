"""What is said of destinations that would suit, and of those that the season speaks against."""

from agents.gate import Evidence
from agents.telling.desk import Desk


def tell_recommended(desk: Desk, evidence: Evidence) -> list[tuple[str, Evidence]]:
    pen, suiting = desk.pen, desk.found.recommended
    proof = evidence.with_names(sight.name for one in suiting for sight in one.sights)
    lines = [
        pen.write("recommend.line", place=one.destination.name, sights=pen.listed(s.name for s in one.sights))
        for one in suiting
    ]
    alone = "_one" if len(suiting) == 1 else ""
    told = "\n".join([pen.write(f"recommend.head{alone}"), *lines])
    ask = pen.write(f"recommend.ask{alone}", choices=pen.either(one.destination.name for one in suiting))
    return [(told, proof), *_out_of_season(desk, evidence), (ask, proof)]


def _out_of_season(desk: Desk, evidence: Evidence) -> list[tuple[str, Evidence]]:
    """Why places come later than what is liked would have put them: what the library says of the month."""
    pen, against = desk.pen, desk.found.against
    if not against:
        return []
    places = [one.destination.name for one in against]
    source = against[0].source
    text = pen.write("recommend.season", places=pen.listed(places), month=pen.month(against[0].month))
    proof = evidence.with_names(places).with_words(*(one.text for one in against), source)
    proof = proof.with_words(pen.month(against[0].month), language=pen.language)
    return [(f"{text}\n{pen.write('answer.source', source=source)}", proof)]
