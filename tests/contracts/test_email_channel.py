"""The e-mail channel against a mail server that speaks the real protocol, and does what servers do wrong."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.email.channel import EmailChannel
from bot.channels.email.letters import Letter, write_letter
from bot.channels.email.mime import compose, message_id, outbox_of
from bot.channels.email.server import BadServer, is_address, read_sender, read_server
from bot.channels.port import Accepted, Message, Refusal, TryLater, Unknown
from bot.sandbox.config import SandboxConfig
from bot.sandbox.exchange import Exchange
from bot.sandbox.faults import describe_fault
from bot.sandbox.mail.room import Mailroom
from bot.sandbox.mail.server import open_mail_server
from crm.db import Book, SlowWorkInTransaction

SENDER, KEY, ASHA = "Serai Travel <trips@agency.example>", "k" * 40, "asha@example.com"
FACTS = {
    "kind": "letter",
    "language": "en",
    "name": "Asha Rao",
    "agency": "Serai Travel",
    "agency_phone": "+91 22 1",
}


class MailServer:
    """A mail server on loopback: what it was given, and what shall go wrong."""

    def __init__(self, room: Mailroom, port: int) -> None:
        self.room, self.port = room, port

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def fails(self, kind: str, **more: Any) -> None:
        self.room.exchange.faults.add(describe_fault({"provider": "mail", "kind": kind, **more}))

    def read(self) -> EmailMessage:
        [mail] = self.room.mails
        return message_from_bytes(mail.raw, policy=default)  # type: ignore[return-value]


Opens = Callable[..., Any]


@pytest.fixture
async def opens() -> AsyncIterator[Opens]:
    opened: list[Any] = []

    async def open_one(**options: Any) -> MailServer:
        exchange = Exchange(SandboxConfig())
        room = Mailroom(exchange)
        server = await open_mail_server(room, 0, **options)
        opened.append((server, exchange))
        return MailServer(room, server.sockets[0].getsockname()[1])

    yield open_one
    for server, exchange in opened:
        server.close()
        await server.wait_closed()
        await exchange.close()


@pytest.fixture
async def server(opens: Opens) -> MailServer:
    found: MailServer = await opens()
    return found


@pytest.fixture
def channel(server: MailServer) -> EmailChannel:
    return EmailChannel(server.url, SENDER, KEY, timeout=1.0)


def letter(text: str = "Hello *Asha*", outbox_id: int = 7, **more: Any) -> Message:
    facts = {**FACTS, "text": text, "subject": "Your trip", **more.pop("facts", {})}
    return Message(outbox_id, "text", more.pop("address", ASHA), text=text, letter=facts, **more)


async def test_a_letter_arrives_as_text_and_html_under_a_name_that_leads_back_to_its_row(
    channel: EmailChannel, server: MailServer
) -> None:
    sent = await channel.send(letter(outbox_id=4711, thread=("<one@phone.example>", "<two@phone.example>")))
    mail = server.read()
    assert isinstance(sent, Accepted)
    assert mail["Message-ID"] == sent.provider_id == message_id(4711, KEY, "agency.example")
    assert outbox_of(f"<x@y> {mail['Message-ID']}", KEY) == 4711
    assert (mail["From"], mail["Subject"]) == (SENDER, "Your trip")
    assert mail["To"].addresses[0].addr_spec == ASHA
    assert mail["In-Reply-To"] == "<two@phone.example>"
    assert mail["References"] == "<one@phone.example> <two@phone.example>"
    assert "subject=STOP" in mail["List-Unsubscribe"]
    plain, page = (mail.get_body((sort,)).get_content() for sort in ("plain", "html"))  # type: ignore[union-attr]
    assert "Hello Asha" in plain
    assert "<strong>Asha</strong>" in page


@pytest.mark.parametrize(
    ("by_desk", "thread", "told"),
    [(True, ("<one@phone.example>",), "auto-replied"), (True, (), "auto-generated"), (False, (), None)],
)
async def test_the_desks_own_letters_say_that_no_person_wrote_them(
    channel: EmailChannel, server: MailServer, by_desk: bool, thread: tuple[str, ...], told: str | None
) -> None:
    await channel.send(letter(facts={"is_automatic": by_desk}, thread=thread))
    assert server.read()["Auto-Submitted"] == told


async def test_a_proposal_carries_its_pdf(channel: EmailChannel, server: MailServer) -> None:
    facts = {
        "kind": "proposal", "version": 2, "trip": "5 nights in Bali", "dates": "20 to 25 Dec",
        "party": "2 adults", "total": "₹1,88,640", "valid_until": "Sun 29 Nov", "note": "", "trip_link": "https://desk.example/t/abc",
    }  # fmt: skip
    pdf = b"%PDF-1.7 " + bytes(range(256)) * 40
    await channel.send(letter(facts=facts, file=pdf, file_name="proposal.pdf", media_type="application/pdf"))
    mail = server.read()
    [paper] = mail.iter_attachments()
    assert (paper.get_content(), paper.get_filename()) == (pdf, "proposal.pdf")
    text = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "₹1,88,640 in all" in text
    assert "attached as a PDF" in text
    assert "https://desk.example/t/abc" in text
    assert mail["Subject"] == "Your proposal: 5 nights in Bali"


@pytest.mark.parametrize(
    ("at", "code", "words", "told", "unreachable"),
    [
        ("MAIL", 421, "4.3.2 closing", TryLater, None),
        ("RCPT", 450, "4.2.1 come again", TryLater, None),
        ("DATA", 451, "4.7.1 greylisted", TryLater, None),
        ("RCPT", 550, "5.1.1 no such user", Refusal, True),
        ("RCPT", 550, "5.7.1 not wanted here", Refusal, False),
        ("RCPT", 552, "5.2.2 mailbox full", Refusal, False),
        ("DATA", 552, "5.3.4 too big", Refusal, False),
        ("DATA", 554, "5.7.1 looks like spam", Refusal, False),
        ("MAIL", 550, "5.7.1 not your address", Refusal, False),
    ],
)
async def test_every_refusal_of_a_server_has_its_meaning_and_a_remedy(
    channel: EmailChannel,
    server: MailServer,
    at: str,
    code: int,
    words: str,
    told: type,
    unreachable: bool | None,
) -> None:
    server.fails("reply", code=code, message=words, match={"operation": at})
    result = await channel.send(letter())
    assert isinstance(result, told)
    assert result.code == words.split()[0]  # type: ignore[union-attr]
    assert server.room.mails == []
    if isinstance(result, TryLater):
        assert not result.is_away, "it answered"
    if isinstance(result, Refusal):
        assert result.unreachable is unreachable
        assert len(result.remedy) > 20
        assert words in result.detail
    assert isinstance(await channel.send(letter()), Accepted)


async def test_a_line_that_breaks_after_the_message_leaves_its_fate_open(
    channel: EmailChannel, server: MailServer
) -> None:
    server.fails("drop_after_data")
    assert isinstance(await channel.send(letter()), Unknown)
    assert len(server.room.mails) == 1  # it did arrive: sending again would double it
    assert channel.capabilities.can_read_back is False


async def test_a_server_too_slow_to_say_yes_leaves_its_fate_open(
    channel: EmailChannel, server: MailServer
) -> None:
    server.fails("slow", seconds=2.5)
    assert isinstance(await channel.send(letter()), Unknown)


@pytest.mark.parametrize("at", ["MAIL", "RCPT"])
async def test_what_breaks_before_the_message_is_tried_again(
    channel: EmailChannel, server: MailServer, at: str
) -> None:
    server.fails("drop_before_data", match={"operation": at})
    assert isinstance(await channel.send(letter()), TryLater)
    server.fails("slow", seconds=2.5, match={"operation": at})
    assert isinstance(await channel.send(letter()), TryLater)
    assert server.room.mails == []


async def test_a_server_that_is_not_there_is_tried_again(free_port: int) -> None:
    channel = EmailChannel(f"smtp://127.0.0.1:{free_port}", SENDER, KEY, timeout=1.0)
    result = await channel.send(letter())
    assert isinstance(result, TryLater)
    assert "cannot be reached" in result.detail


@pytest.fixture
def free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1 with its key, made for this run."""
    from tests.contracts.certificates import make_certificate

    return make_certificate(tmp_path_factory.mktemp("tls") / "server.pem")


async def test_a_password_goes_over_starttls_only(opens: Opens, certificate: Path) -> None:
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(certificate)
    trust = ssl.create_default_context(cafile=str(certificate))
    server = await opens(tls=tls, password=("desk", "s3cret/word"))
    url = f"smtp://desk:s3cret%2Fword@127.0.0.1:{server.port}?tls=required"
    channel = EmailChannel(url, SENDER, KEY, timeout=3.0, tls_context=trust)
    assert isinstance(await channel.send(letter()), Accepted)
    wrong = EmailChannel(url.replace("s3cret", "guess"), SENDER, KEY, timeout=3.0, tls_context=trust)
    refused = await wrong.send(letter())
    assert isinstance(refused, Refusal)
    assert "SMTP_URL" in refused.remedy
    stranger = EmailChannel(url, SENDER, KEY, timeout=3.0)  # trusts nobody but the public authorities
    assert isinstance(await stranger.send(letter()), Refusal)
    assert len(server.room.mails) == 1


async def test_without_encryption_nothing_goes_where_it_is_required(server: MailServer) -> None:
    channel = EmailChannel(f"{server.url}?tls=required", SENDER, KEY, timeout=1.0)
    result = await channel.send(letter())
    assert isinstance(result, Refusal)
    assert result.code == "no_tls"
    assert server.room.mails == []


@pytest.mark.parametrize(
    "url",
    [
        "smtp://user:word@mail.example?tls=never",
        "smtp://user:word@mail.example?tls=offered",
        "http://mail.example",
        "smtp://",
        "smtp://mail.example:port",
        "smtp://mail.example?tls=perhaps",
    ],
)
def test_a_server_that_cannot_be_used_safely_is_refused_at_start(url: str) -> None:
    with pytest.raises(BadServer):
        read_server(url)


def test_servers_are_read_with_their_usual_ports() -> None:
    assert read_server("smtps://u:p%40ss@mail.example").port == 465
    assert read_server("smtps://u:p%40ss@mail.example").password == "p@ss"
    assert (read_server("smtp://u:p@mail.example").port, read_server("smtp://u:p@mail.example").tls) == (
        587,
        "required",
    )
    assert read_server("smtp://mail.example:25").tls == "offered"


@pytest.mark.parametrize(
    "address", ["", "asha", "a@b@c", "a b@c.d", "a@b.c\nBcc: x@y.z", "<a@b.c>", "a..b@c.d", "a,b@c.d"]
)
async def test_what_is_no_address_is_never_sent_to(
    channel: EmailChannel, server: MailServer, address: str
) -> None:
    result = await channel.send(letter(address=address))
    assert isinstance(result, Refusal)
    assert result.unreachable
    assert server.room.mails == []


async def test_an_address_in_another_script_is_written_as_it_is(
    channel: EmailChannel, server: MailServer
) -> None:
    assert isinstance(await channel.send(letter(address="आशा@उदाहरण.example")), Accepted)
    assert server.room.mails[0].to == "आशा@उदाहरण.example"


@settings(max_examples=40)  # a whole letter is written for each
@given(
    name=st.text(max_size=60),
    subject=st.text(max_size=80),
    text=st.text(max_size=200),
    file_name=st.text(max_size=40),
)
def test_no_words_of_a_customer_become_a_header_or_a_tag(
    name: str, subject: str, text: str, file_name: str
) -> None:
    nasty = "\r\nBcc: everyone@example.com\r\n\r\n<script>alert(1)</script>"
    facts = {**FACTS, "name": name + nasty, "subject": subject + nasty, "text": text + nasty}
    message = Message(1, "text", ASHA, file=b"x", file_name=file_name + nasty, media_type="application/pdf")
    mail = compose(
        message,
        write_letter(facts),
        read_sender(SENDER),
        name + nasty,
        "<a@b>",
        datetime(2026, 11, 26, tzinfo=UTC),
    )
    raw = mail.as_bytes()
    read = message_from_bytes(raw, policy=default)
    assert read["Bcc"] is None
    assert sorted(read.keys()) == sorted(
        ["From", "To", "Subject", "Date", "Message-ID", "List-Unsubscribe", "MIME-Version", "Content-Type"]
    )
    assert [a.addr_spec for a in read["To"].addresses] == [ASHA]
    assert "<script>" not in read.get_body(("html",)).get_content()  # type: ignore[union-attr]


@pytest.mark.parametrize("language", ["en", "hi", "es", "fr", "de", "ar", "pt", "ru"])
def test_a_letter_speaks_its_readers_language(language: str) -> None:
    facts = {
        **FACTS, "language": language, "kind": "proposal", "version": 1, "trip": "Bali", "dates": "d",
        "party": "p", "total": "t", "valid_until": "v", "note": "", "trip_link": "https://desk.example/t/x",
    }  # fmt: skip
    written = write_letter(facts)
    assert f'lang="{language}"' in written.html
    assert ('dir="rtl"' in written.html) == (language == "ar")
    assert "Asha Rao" in written.text
    assert "STOP" in written.text
    assert (language == "en") == ("kind regards" in written.text)


def test_a_made_up_reference_leads_to_no_row() -> None:
    assert outbox_of("<serai.7.00000000000000000000@agency.example>", KEY) is None
    assert outbox_of(message_id(7, "another key" * 4, "agency.example"), KEY) is None
    assert outbox_of("", KEY) is None


@pytest.mark.parametrize("address", ["asha@example.com", "a.b+c@mail.example.co.in", "o'neil@example.ie"])
def test_addresses_that_people_have_are_taken(address: str) -> None:
    assert is_address(address)


async def test_no_mail_is_sent_inside_a_transaction(book: Book, channel: EmailChannel) -> None:
    with pytest.raises(SlowWorkInTransaction):
        async with book.transaction():
            await channel.send(letter())


async def test_letters_do_not_wait_for_one_another(channel: EmailChannel, server: MailServer) -> None:
    results = await asyncio.gather(*(channel.send(letter(outbox_id=n)) for n in range(1, 9)))
    assert {type(result) for result in results} == {Accepted}
    assert len({mail.message_id for mail in server.room.mails}) == 8


def test_a_letter_without_a_subject_has_one() -> None:
    written: Letter = write_letter({**FACTS, "text": "Hi", "subject": ""})
    assert written.subject == "Your trip with Serai Travel"
