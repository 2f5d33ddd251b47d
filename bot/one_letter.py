"""What the desk says by e-mail in one turn is one letter: nobody wants three. Pure."""

from dataclasses import replace

from crm.conversations.values import Outcome, Say


def as_one_letter(outcome: Outcome, conversation_id: int) -> Outcome:
    """Put the desk's texts of a turn into one, carried by the first document where there is one."""
    own = [
        say
        for say in outcome.says
        if say.to in (None, conversation_id) and say.sender == "bot" and say.kind in ("text", "document")
    ]
    texts = [str(say.body["text"]) for say in own if say.kind == "text"]
    if len(own) < 2 or not texts:
        return outcome
    carrier = next((say for say in own if say.kind == "document"), own[0])
    letter = replace(carrier, body={**carrier.body, "text": "\n\n".join(texts)})
    dropped = {id(say) for say in own if say.kind == "text" and say is not carrier}
    says: list[Say] = [letter if say is carrier else say for say in outcome.says if id(say) not in dropped]
    return replace(outcome, says=tuple(says))
