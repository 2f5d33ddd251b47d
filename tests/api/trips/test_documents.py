"""What customers send from the trip page: judged by its bytes, filed to the lead, opened by staff alone."""

import pytest
from sqlalchemy import select, update

from crm.conversations.models import Conversation, Inbound, Outbound
from crm.documents.models import ReceivedFile, StoredFile
from crm.leads.models import Lead, LeadEvent
from tests.api.desk import TestDesk
from tests.api.people import Person
from tests.api.trips.conftest import TripPage

PDF = b"%PDF-1.7\n" + b"0" * 2000
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 2000


async def _sends(page: TripPage, name: str, content: bytes, kind: str = "", key: str = "one") -> str:
    answer = await page.web.post(
        f"{page.path}/documents", files={"file": (name, content, kind)}, data={"form_key": key}
    )
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"].partition("said=")[2].partition("#")[0])


async def _all(desk: TestDesk, model: type) -> list[object]:
    async with desk.book.reading() as session:
        return list(await session.scalars(select(model)))


async def test_a_passport_copy_is_filed_to_the_lead_and_a_turn_is_woken(
    desk: TestDesk, page: TripPage, staff_chat: int, admin: Person
) -> None:
    assert await _sends(page, "../../etc/passport Asha.pdf", PDF, "text/html") == "document"
    async with desk.book.reading() as session:
        [row] = await session.scalars(select(ReceivedFile))
        [heard] = await session.scalars(select(Inbound))
        event = (await session.scalars(select(LeadEvent).where(LeadEvent.kind == "document"))).one()
        chat = await session.get_one(Conversation, page.trip.conversation_id)
    assert (row.name, row.media_type, row.lead_id) == (
        "passport Asha.pdf",
        "application/pdf",
        page.trip.lead_id,
    )
    assert (heard.channel, heard.kind, heard.detail["from_page"]) == ("page", "media", True)
    assert (event.actor, chat.ready_at) == ("customer", desk.clock.now())
    assert desk.bell.woken == [page.trip.conversation_id]
    shown = (await page.opens("document")).text
    assert "the file reached us" in shown
    assert "passport Asha.pdf" in shown
    listed = (await admin.get(f"/leads/{page.trip.lead_id}/documents")).json()
    assert [one["name"] for one in listed] == ["passport Asha.pdf"]
    got = await admin.get(f"/leads/{page.trip.lead_id}/documents/{row.id}")
    assert got.content == PDF
    assert got.headers["content-disposition"].startswith("attachment")
    assert got.headers["x-content-type-options"] == "nosniff"


async def test_a_file_counts_as_a_change_of_the_lead_so_that_the_next_one_finds_its_cards(
    desk: TestDesk, page: TripPage, staff_chat: int
) -> None:
    async def seen() -> tuple[int, set[str]]:
        async with desk.book.reading() as session:
            lead = await session.get_one(Lead, page.trip.lead_id)
            cards = await session.scalars(select(Outbound.key).where(Outbound.kind == "card"))
            return lead.revision, set(cards)

    before, _ = await seen()
    await _sends(page, "passport.pdf", PDF)
    revision, cards = await seen()
    assert revision == before + 1
    assert f"card:{page.trip.lead_id}:{staff_chat}:{revision}" in cards
    async with desk.book.transaction() as session:
        await session.execute(update(Outbound).values(status="sent"))
    await _sends(page, "visa.pdf", PDF, key="two")
    assert (await seen())[0] == before + 2


@pytest.mark.parametrize(
    ("name", "content", "kind", "told"),
    [
        ("empty.pdf", b"", "application/pdf", "empty"),
        ("page.jpg", b"<html><script>alert(1)</script>", "image/jpeg", "wrong"),
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml", "wrong"),
        ("song.mp3", b"ID3" + b"0" * 99, "audio/mpeg", "wrong"),
        ("film.mp4", b"\0\0\0\x18ftypmp42" + b"0" * 99, "video/mp4", "wrong"),
        ("archive.zip", b"PK\x03\x04" + b"0" * 99, "application/pdf", "wrong"),
        ("huge.pdf", b"%PDF-1.7" + b"0" * 10_000_000, "application/pdf", "large"),
    ],
    ids=["empty", "html", "svg", "audio", "video", "zip", "large"],
)
async def test_what_is_no_document_is_refused_in_words(
    desk: TestDesk, page: TripPage, name: str, content: bytes, kind: str, told: str
) -> None:
    assert await _sends(page, name, content, kind) == told
    assert 'role="alert"' in (await page.opens(told)).text
    assert await _all(desk, StoredFile) == []
    assert await _all(desk, Inbound) == []


async def test_the_same_form_sent_twice_is_one_file_and_another_form_another(
    desk: TestDesk, page: TripPage
) -> None:
    for key in ("one", "one", "two"):
        assert await _sends(page, "scan.png", PNG, "image/png", key) == "document"
    assert len(await _all(desk, ReceivedFile)) == 2
    assert len(await _all(desk, StoredFile)) == 2


async def test_a_trip_keeps_only_so_many_files(
    desk: TestDesk, page: TripPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.trips.documents.MOST", 2)
    told = [await _sends(page, "scan.png", PNG, "image/png", f"k{n}") for n in range(3)]
    assert told == ["document", "document", "many"]


async def test_what_goes_wrong_is_told_to_a_browser_in_its_language(page: TripPage) -> None:
    browser = {"accept": "text/html", "accept-language": "de-DE,de;q=0.9"}
    answer = await page.web.post(f"{page.path}/documents", data={"form_key": "one"}, headers=browser)
    assert answer.status_code == 422
    assert "Das hat nicht geklappt" in answer.text
    other = await page.web.post(f"{page.path}/documents", data={"form_key": "one"})
    assert other.headers["content-type"] == "application/problem+json"


async def test_a_closed_link_takes_no_file(desk: TestDesk, page: TripPage) -> None:
    answer = await page.web.post(
        "/t/" + "x" * 38 + "/documents", files={"file": ("a.pdf", PDF)}, data={"form_key": "a"}
    )
    assert answer.status_code == 404
    assert await _all(desk, StoredFile) == []


async def test_nobody_opens_what_was_sent_without_signing_in(desk: TestDesk, page: TripPage) -> None:
    await _sends(page, "passport.pdf", PDF, "application/pdf")
    [stored] = await _all(desk, StoredFile)
    answer = await page.web.get(f"/files/{stored.token}/passport.pdf")  # type: ignore[attr-defined]
    assert answer.status_code in (401, 403, 404)
    assert PDF not in answer.content
