"""Summary, next step and the first leads to look at, as staff read them in Telegram."""

from tests.bot.staff.floor import LEELA, RAVI, Floor, only

ASHA = "+919876500001"


async def test_a_summary_quotes_people_and_names_the_messages(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    await floor.customer_says("It is too expensive, can we get a discount?", ASHA)
    await floor.works()
    told = only(await floor.types(RAVI, f"/summary {lead}"))
    assert "<b>Wants</b>: Bali · 6 nights" in told
    assert "“It is too expensive, can we get a discount?”" in told
    assert "(Asha, " in told
    assert "in:" not in told
    assert "Score" in told
    assert "not enough history" in told
    assert "👉" in told
    assert told == only(await floor.types(RAVI, "brief me on asha"))


async def test_a_lead_shows_its_score_and_its_next_step(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    await floor.customer_says("hello?", ASHA)
    floor.later(hours=2)
    told = only(await floor.types(RAVI, f"/lead {lead}"))
    assert "score " in told
    assert "👉 Answer the customer: they have waited 2 h for an answer" in told


async def test_no_row_of_a_leads_buttons_is_too_full_for_a_phone(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA)
    [shown] = await floor.types(RAVI, f"/lead {lead}")
    labels = [[button["label"] for button in row] for row in shown.buttons]
    assert sum(map(len, labels)) >= 7
    for row in labels:
        assert len(row) <= 3
        assert sum(map(len, row)) <= 32


async def test_what_a_human_promised_is_in_the_summary(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA)
    await floor.types(RAVI, f"/take {lead}")
    await floor.types(RAVI, "We will call you at five")
    told = only(await floor.types(RAVI, f"/summary {lead}"))
    assert "<b>Promised</b>: “We will call you at five” <i>(a colleague, " in told


async def test_the_next_step_says_what_to_send_and_when(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    told = only(await floor.types(RAVI, f"what's next for {lead}?"))
    assert "because" in told
    assert "WhatsApp, free text, in English" in told
    assert "inside WhatsApp&#x27;s window" in told
    floor.later(days=3)
    told = only(await floor.types(RAVI, f"/next {lead}"))
    assert "the template “follow_up”" in told


async def test_the_first_leads_to_look_at_are_ones_own_and_the_most_urgent(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    await floor.customer_says("hello?", ASHA)
    floor.later(hours=2)
    assert f"<b>{lead}</b>" in only(await floor.types(RAVI, "what should I do next"))
    assert "Nothing waits for you" in only(await floor.types(LEELA, "/next"))


async def test_nobody_reads_the_summary_of_a_colleagues_lead(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA, owner=LEELA)
    for words in (f"/summary {lead}", f"/next {lead}", f"summarise lead {lead}"):
        assert "no lead" in only(await floor.types(RAVI, words))


async def test_late_answers_are_counted_as_the_report_counts_them(floor: Floor) -> None:
    await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    assert "Nobody is late" in only(await floor.types(RAVI, "who is late?"))
    await floor.customer_says("hello?", ASHA)
    floor.later(minutes=45)
    told = only(await floor.types(RAVI, "who is late?"))
    assert "<b>1 late</b>" in told
    assert "<b>Ravi</b>: 1 late, the longest" in told


async def test_a_suggested_reply_is_sent_edited_or_dropped(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    [shown] = await floor.types(RAVI, "what should i say to asha")
    assert "Shall we go on?" in shown.text
    assert "answers Asha, " in shown.text
    told = await floor.presses_on(RAVI, shown, "Edit")
    assert "<code>Shall we go on?</code>" in told[-1].text
    assert floor.texts() == []
    [again] = await floor.types(RAVI, "Shall we go on, dear Asha?")
    await floor.presses_on(RAVI, again, "✅ Send")
    assert floor.texts() == ["Shall we go on, dear Asha?"]
    assert (await floor.chat_of(lead)).held_by == 2
    floor.later(days=2)
    [closed] = await floor.types(RAVI, f"/reply {lead}")
    assert "24-hour window is closed" in closed.text
    assert closed.buttons[0][0]["label"] == "Send the follow-up template"
