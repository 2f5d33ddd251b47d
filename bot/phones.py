"""The sandbox beside the desk: the doubles in a process of their own, and the people played there."""

import asyncio
import subprocess
import sys
from contextlib import suppress

import httpx
from sqlalchemy import func, select

from bot.composed import ComposedDesk
from bot.first_start import STAFF
from bot.settings import Settings
from crm.contacts.models import ChannelIdentity, Contact
from crm.conversations.models import Conversation
from crm.db import Book

CUSTOMERS = (("+919812345601", "Asha Rao"), ("+919812345602", "John Miller"))
# What an agency has approved by WhatsApp before it may write outside the 24 hours.
FOLLOW_UP = {
    "friendly_name": "follow_up",
    "language": "en",
    "variables": {"1": "there"},
    "types": {"twilio/text": {"body": "Hello {{1}}, we have news about your trip. Reply here and we go on."}},
}
_MOST_PHONES = 200
_STARTS_WITHIN = 20.0  # seconds


class NoSandbox(RuntimeError):
    """The sandbox did not start."""


def sandbox_url(settings: Settings) -> str:
    return f"http://127.0.0.1:{settings.sandbox_port}"


def start_doubles(settings: Settings) -> subprocess.Popen[bytes]:
    """Start the doubles of Twilio and Telegram. In a session of their own, so that Ctrl-C reaches the
    desk first and what it still has to send finds them alive."""
    desk = f"http://127.0.0.1:{settings.port}"
    options = {
        "--host": "127.0.0.1",
        "--port": settings.sandbox_port,
        "--twilio-account-sid": settings.twilio_account_sid,
        "--twilio-auth-token": settings.twilio_auth_token,
        "--whatsapp-sender": f"whatsapp:{settings.twilio_whatsapp_from}",
        "--telegram-token": settings.telegram_bot_token,
        "--telegram-webhook-secret": settings.telegram_webhook_secret,
        "--whatsapp-webhook": f"{settings.public_base_url or desk}/webhooks/whatsapp#rc=3&rp=all",
        "--mail-port": settings.sandbox_mail_port if settings.serves_mail_double else -1,
        "--mail-from": settings.mail_from,
        "--mail-webhook": f"{settings.public_base_url or desk}/webhooks/email",
        "--mail-webhook-secret": settings.mail_webhook_secret,
        "--public-url": sandbox_url(settings),
        "--state": settings.serai_home / "phones.json",
    }
    arguments = [str(part) for pair in options.items() for part in pair]
    return subprocess.Popen(  # noqa: S603 - our own module with our own settings
        [sys.executable, "-m", "bot.sandbox", *arguments],
        start_new_session=True,
        stdout=subprocess.DEVNULL,
    )


async def introduce_people(desk: ComposedDesk) -> None:
    """Give the phones their people: whom the book knows, two customers, and the sample staff, who press
    Start once. A customer's last message in the book says until when free text may be sent."""
    url = sandbox_url(desk.settings)
    async with httpx.AsyncClient(base_url=url, timeout=10, verify=False) as door:  # noqa: S501 - plain http on loopback
        await _wait_for(door)
        await stock_templates(desk.settings, door)
        for customer in await customers_of(desk.book):
            await door.post("/_control/whatsapp/customers", json=customer)
        for staff in STAFF:
            await door.post(
                "/_control/telegram/users", json={"id": staff.telegram_id, "first_name": staff.name}
            )
        if not desk.settings.serves_telegram_double:
            return
        await _wait_for_webhook(door)
        async with desk.book.reading() as session:
            known = select(func.count()).select_from(Conversation).where(Conversation.kind == "staff")
            is_first = not await session.scalar(known)
        for staff in STAFF if is_first else ():
            await door.post(f"/_control/telegram/users/{staff.telegram_id}/says", json={"text": "/start"})


async def customers_of(book: Book) -> list[dict[str, str]]:
    """Give the sample customers and everybody who wrote on WhatsApp, the last one first."""
    query = (
        select(Conversation.address, Conversation.last_inbound_at, ChannelIdentity.profile_name, Contact.name)
        .join(Contact, Contact.id == Conversation.contact_id)
        .outerjoin(
            ChannelIdentity,
            (ChannelIdentity.channel == "whatsapp") & (ChannelIdentity.address == Conversation.address),
        )
        .where(Conversation.channel == "whatsapp", Conversation.address.startswith("+"))
        .order_by(Conversation.last_inbound_at.desc())
        .limit(_MOST_PHONES)
    )
    async with book.reading() as session:
        known = (await session.execute(query)).all()
    people = {number: {"number": number, "name": name} for number, name in CUSTOMERS}
    for address, wrote_at, profile_name, name in known:
        person = people.setdefault(address, {"number": address, "name": profile_name or name or address})
        if wrote_at is not None:
            person["wrote_at"] = wrote_at.isoformat()
    return list(people.values())


async def stock_templates(settings: Settings, door: httpx.AsyncClient) -> None:
    """Have the sample templates approved over Twilio's Content API, where our double plays Twilio."""
    if not settings.serves_twilio_double:
        return
    auth = (settings.twilio_account_sid, settings.twilio_auth_token)
    made = (await door.post("/v1/Content", json=FOLLOW_UP, auth=auth)).raise_for_status().json()
    wish = {"name": FOLLOW_UP["friendly_name"], "category": "UTILITY"}
    path = f"/v1/Content/{made['sid']}/ApprovalRequests/whatsapp"
    (await door.post(path, json=wish, auth=auth)).raise_for_status()


async def _wait_for(door: httpx.AsyncClient) -> None:
    for _ in range(int(_STARTS_WITHIN / 0.1)):
        with suppress(httpx.TransportError):
            if (await door.get("/_control/telegram/users")).is_success:
                return
        await asyncio.sleep(0.1)
    raise NoSandbox(f"The sandbox did not start within {_STARTS_WITHIN:.0f} s.")


async def _wait_for_webhook(door: httpx.AsyncClient) -> None:
    """The desk tells Telegram where its webhook is when it starts; before that nothing could arrive."""
    for _ in range(int(_STARTS_WITHIN / 0.1)):
        rows = (await door.get("/_control/journal", params={"operation": "setMyCommands"})).json()
        if rows:
            return
        await asyncio.sleep(0.1)
