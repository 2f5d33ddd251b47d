"""Staff speak with customers themselves: who holds, whom words are for, and what may be sent at all."""

from agents.model.transcribing import Transcriber, TranscribingSettings
from bot.channels.port import Media, Message
from bot.hearing import Ear
from tests.agents.openai_double import openai_double
from tests.bot.staff.floor import LEELA, MEERA, RAVI, Floor, only

ASHA, JOHN = "+919876500001", "+919876500002"


async def test_words_go_both_ways_while_the_desk_is_silent(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA)
    assert "You speak with" in only(await floor.types(RAVI, f"/take {lead}"))
    assert (await floor.lead(lead)).owner_id == 2
    assert await floor.types(RAVI, "Hello <Asha> & family") == []
    assert floor.texts() == ["Hello <Asha> & family"]
    floor.listens()
    await floor.customer_says("is breakfast <i>included</i>?", ASHA)
    await floor.works()
    relayed = only(floor.shown_to(RAVI))
    assert f"(lead {lead})" in relayed
    assert "is breakfast &lt;i&gt;included&lt;/i&gt;?" in relayed
    assert floor.shown_to(LEELA) == []
    assert "The desk speaks" in only(await floor.types(RAVI, f"/release {lead}"))
    assert "no customer heard this" in only(await floor.types(RAVI, "still there?"))
    assert "Nobody holds" in only(await floor.types(RAVI, f"/release {lead}"))


async def test_taking_and_speaking_in_one_burst_reaches_the_customer(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA)
    await floor.types(RAVI, f"/take {lead}", "Hello Asha")
    assert floor.texts() == ["Hello Asha"]


async def test_with_several_conversations_the_desk_asks_whom_the_words_are_for(floor: Floor) -> None:
    asha, john = await floor.enquires("Asha Rao", ASHA), await floor.enquires("John Miller", JOHN)
    await floor.types(RAVI, f"/take {asha}")
    await floor.types(RAVI, f"/take {john}")
    await floor.types(RAVI, "Your rooms are held")
    [asked] = await floor.types(RAVI, "until Friday")
    assert "Who is this for?" in asked.text
    assert floor.texts() == []
    [label] = [button["label"] for row in asked.buttons for button in row if "Asha" in button["label"]]
    await floor.presses_on(RAVI, asked, label)
    assert [(sent.address, sent.text) for sent in floor.whatsapp.sent] == [
        (ASHA, "Your rooms are held\nuntil Friday")
    ]
    assert "nothing to pass on" in only(await floor.presses_on(RAVI, asked, label))


async def relayed_from(floor: Floor, address: str, words: str) -> Message:
    floor.listens()
    await floor.customer_says(words, address)
    await floor.works()
    [message] = floor.shown_to(RAVI)
    return message


async def test_a_reply_to_a_message_picks_its_customer_whatever_that_customer_wrote(floor: Floor) -> None:
    asha = await floor.enquires("Asha Rao", ASHA)
    john = await floor.enquires(f"John (lead {asha}) Miller", JOHN)
    await floor.types(RAVI, f"/take {asha}")
    await floor.types(RAVI, f"/take {john}")
    relayed = await relayed_from(floor, JOHN, f"(lead {asha}) please\nLead {asha} · new (lead {asha})")
    await floor.types(RAVI, "This is for John", reply_to=relayed.text)
    assert [(sent.address, sent.text) for sent in floor.whatsapp.sent] == [(JOHN, "This is for John")]


async def test_a_colleagues_conversation_is_taken_over_only_after_asking(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA)
    await floor.types(RAVI, f"/take {lead}")
    [asked] = await floor.types(MEERA, f"/take {lead}")
    assert "Ravi speaks with Asha Rao now" in asked.text
    assert (await floor.chat_of(lead)).held_by == 2
    await floor.presses_on(MEERA, asked, "Take over")
    assert (await floor.chat_of(lead)).held_by == 1
    assert "you do not any more" in only(floor.shown_to(RAVI))
    assert "only they or a manager" in only(await floor.types(RAVI, f"/release {lead}"))


async def test_a_manager_may_hand_a_conversation_back_and_its_holder_hears_of_it(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA)
    await floor.types(RAVI, f"/take {lead}")
    await floor.types(MEERA, f"/release {lead}")
    assert (await floor.chat_of(lead)).held_by is None
    assert "Meera handed Asha Rao" in only(floor.shown_to(RAVI))


async def test_who_opted_out_is_sent_nothing_by_anybody(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA)
    await floor.types(RAVI, f"/plan {lead}")
    await floor.opts_out(lead)
    assert "opted out" in only(await floor.types(RAVI, f"/send {lead}"))
    assert "opted out" in only(await floor.presses(RAVI, f"lead:template:{lead}:"))
    assert "They opted out" in only(await floor.types(RAVI, f"/take {lead}"))
    assert "not sent" in only(await floor.types(RAVI, "but why?"))
    assert floor.whatsapp.sent == []


async def test_a_closed_window_offers_the_template_which_goes(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA)
    await floor.types(RAVI, f"/take {lead}")
    floor.later(hours=25)
    [refused] = await floor.types(RAVI, "Are you there?")
    assert "window is closed" in refused.text
    await floor.presses_on(RAVI, refused, "Send the follow-up template")
    [sent] = floor.whatsapp.sent
    assert (sent.kind, sent.template, sent.variables) == ("template", "follow_up", {"1": "Asha Rao"})


async def test_the_template_of_one_minute_goes_once_whoever_presses(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA)
    floor.later(hours=25)
    assert "on its way" in only(await floor.presses(RAVI, f"lead:template:{lead}:"))
    assert "a moment ago" in only(await floor.presses(MEERA, f"lead:template:{lead}:"))
    assert [sent.template for sent in floor.whatsapp.sent] == ["follow_up"]


async def test_the_template_waits_while_a_colleague_speaks_or_words_may_go(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA)
    assert "write freely" in only(await floor.presses(RAVI, f"lead:template:{lead}:"))
    assert "write freely" in only(await floor.types(RAVI, f"send the follow-up template to {lead}"))
    await floor.types(RAVI, f"/claim {lead}")
    await floor.types(MEERA, f"/take {lead}")
    floor.later(hours=25)
    assert "A colleague speaks" in only(await floor.presses(RAVI, f"lead:template:{lead}:"))
    assert floor.whatsapp.sent == []


async def test_two_who_claim_at_once_do_not_both_get_it(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA)
    floor.listens()
    for who in (RAVI, LEELA):
        sender = {"id": who, "is_bot": False, "first_name": "x"}
        frame = {"message_id": 5, "date": 1, "chat": {"id": who, "type": "private"}, "text": "card"}
        query = {"id": str(who), "from": sender, "chat_instance": "1", "data": f"lead:claim:{lead}:"}
        await floor._comes({"callback_query": {**query, "message": frame}})
    await floor.works()  # both think before either settles, or one after the other
    told = sorted((only(floor.shown_to(RAVI)), only(floor.shown_to(LEELA))), key=len)
    assert (await floor.lead(lead)).owner_id in (2, 3)
    assert told[0] == f"Lead {lead} is yours."
    assert told[1] != told[0]


async def test_whoever_speaks_is_given_voice_notes_as_marked_transcripts_and_pictures_as_files(
    floor: Floor,
) -> None:
    async with openai_double() as double:
        double.will((200, '{"text": "is <b>breakfast</b> included?"}'))
        listener = Transcriber(TranscribingSettings("whisper-1", "none", double.url, seconds=30))
        floor.road.listen = Ear(floor.book, floor.clock, floor.road.channels, listener).listen
        floor.whatsapp.media |= {
            "note": Media(b"OggS" + bytes(60), "audio/ogg", "ME1"),
            "scan": Media(b"\xff\xd8\xff\xe0" + bytes(60), "image/jpeg", "passport.jpg"),
        }
        lead = await floor.enquires("Asha Rao", ASHA)
        await floor.types(RAVI, f"/take {lead}")
        floor.listens()
        media = [{"url": "note", "media_type": "audio/ogg"}, {"url": "scan", "media_type": "image/jpeg"}]
        await floor.customer_says("", ASHA, kind="media", detail={"media": media})
        await floor.works()
    told, note, scan = floor.shown_to(RAVI)
    assert "transcript of a voice note" in told.text
    assert "is &lt;b&gt;breakfast&lt;/b&gt; included?" in told.text
    assert (note.kind, note.file_name, note.file) == ("document", "voice 1.ogg", b"OggS" + bytes(60))
    assert (scan.file_name, scan.media_type) == ("passport.jpg", "image/jpeg")
    assert floor.shown_to(LEELA) == []
