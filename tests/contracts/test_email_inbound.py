"""E-mail that comes in: signed, read as people write it, and never taken from machines."""

import hashlib
import hmac
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.email.channel import EmailChannel
from bot.channels.email.mime import message_id
from bot.channels.email.quotes import without_quotes, words_of_html
from bot.channels.port import BadPayload, BadSignature, Inbound, RawRequest, Status
from bot.sandbox.mail.door import checked, sign
from bot.settings import Settings

KEY, SECRET, NOW = "k" * 40, "a secret of the forwarder", datetime(2026, 11, 26, 12, tzinfo=UTC)
CHANNEL = EmailChannel(
    "smtp://127.0.0.1:25",
    "Serai <trips@agency.example>",
    KEY,
    webhook_secret=SECRET,
    authserv="mx.agency.example",
    now=lambda: NOW,
)


def post(raw: bytes, *, secret: str = SECRET, at: datetime = NOW) -> RawRequest:
    stamp = str(int(at.timestamp()))
    signature = hmac.new(secret.encode(), stamp.encode() + b"." + raw, hashlib.sha256).hexdigest()
    headers = {"x-mail-timestamp": stamp, "x-mail-signature": signature}
    return RawRequest("https://desk.example/webhooks/email", headers, raw)


def letter(text: str = "Yes please", **headers: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = headers.pop("From", "Asha Rao <Asha@Example.com>")
    mail["To"], mail["Subject"] = "trips@agency.example", headers.pop("Subject", "Re: Your proposal")
    mail["Message-ID"] = headers.pop("Message_ID", "<one@phone.example>")
    mail["Date"] = "Thu, 26 Nov 2026 17:00:00 +0530"
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail


def read(mail: EmailMessage) -> Inbound:
    [found] = CHANNEL.receive(post(mail.as_bytes()))
    assert isinstance(found, Inbound)
    return found


def test_an_answer_is_read_with_who_when_and_what_it_answers() -> None:
    ours = message_id(4711, KEY, "agency.example")
    found = read(letter("Yes please\n\nOn Thu, Serai wrote:\n> Your trip\n> is here", In_Reply_To=ours))
    assert (found.channel, found.channel_account) == ("email", "email:trips@agency.example")
    assert (found.address, found.profile_name, found.text) == ("asha@example.com", "Asha Rao", "Yes please")
    assert (found.external_id, found.kind) == ("<one@phone.example>", "text")
    assert found.provider_at == datetime(2026, 11, 26, 11, 30, tzinfo=UTC)
    assert (found.detail["answers"], found.detail["subject"]) == (4711, "Re: Your proposal")


def _checked(told: str, senders: str = "Asha <asha@example.com>") -> Inbound:
    """Read a mail above whose head our mail server wrote what it found."""
    raw = f"Authentication-Results: mx.agency.example;\n\t{told}\n".encode()
    [found] = CHANNEL.receive(post(raw + letter(From=senders).as_bytes()))
    assert isinstance(found, Inbound)
    return found


def test_a_mail_whose_sender_our_server_has_checked_is_proven() -> None:
    assert _checked("dmarc=pass\n\theader.from=example.com").detail.get("is_proven") is True
    assert "is_proven" not in _checked("dmarc=fail header.from=example.com").detail


def test_a_sender_writes_nothing_into_our_servers_line_as_an_encoded_word() -> None:
    forged = "=?utf-8?q?x=3B_dmarc=3Dpass_header=2Efrom=3Dexample=2Ecom_?="
    for chosen in (f"smtp.mailfrom={forged}@evil.example", f"smtp.mailfrom={forged}"):
        assert "is_proven" not in _checked(f"spf=pass {chosen}").detail


@pytest.mark.parametrize("is_forged", [False, True])
def test_the_sandboxs_mail_server_says_whom_it_has_checked(is_forged: bool) -> None:
    settings = Settings(_env_file=None, sandbox=True, secret_key=KEY)
    channel = EmailChannel(
        settings.smtp_url,
        settings.mail_from,
        KEY,
        webhook_secret=SECRET,
        authserv=settings.mail_authserv,
        now=lambda: NOW,
    )
    [found] = channel.receive(post(checked(letter(), is_forged=is_forged)))
    assert isinstance(found, Inbound)
    assert found.detail.get("is_proven", False) is not is_forged


def test_in_the_sandbox_no_name_is_taken_for_a_mail_server_of_ones_own() -> None:
    settings = Settings(_env_file=None, sandbox=True, secret_key=KEY, smtp_url="smtp://mail.example:25")
    assert settings.mail_authserv == ""


def test_of_two_senders_none_is_proven() -> None:
    both = "Asha <asha@example.com>, Mallory <mallory@example.com>"
    assert "is_proven" not in _checked("dmarc=pass header.from=example.com", both).detail


def test_what_is_attached_comes_with_it() -> None:
    mail = letter("My passport")
    mail.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="../passport.pdf")
    found = read(mail)
    assert (found.kind, found.text) == ("media", "My passport")
    [file] = found.files
    assert (file.content, file.media_type) == (b"%PDF-1.7", "application/pdf")
    assert "content" not in str(found.detail)


@pytest.mark.parametrize("change", ["secret", "late", "early", "body", "no stamp", "no signature"])
def test_what_is_not_signed_now_and_whole_is_refused(change: str) -> None:
    request = post(letter().as_bytes())
    headers = dict(request.headers)
    if change == "secret":
        request = post(letter().as_bytes(), secret="another")
    elif change in ("late", "early"):
        off = timedelta(minutes=6) * (1 if change == "early" else -1)
        request = post(letter().as_bytes(), at=NOW + off)
    elif change == "body":
        request = RawRequest(request.url, headers, request.body + b" ")
    else:
        headers.pop("x-mail-timestamp" if change == "no stamp" else "x-mail-signature")
        request = RawRequest(request.url, headers, request.body)
    with pytest.raises(BadSignature):
        CHANNEL.receive(request)


def test_without_a_secret_no_mail_is_taken_in() -> None:
    closed = EmailChannel("smtp://127.0.0.1:25", "trips@agency.example", KEY, now=lambda: NOW)
    with pytest.raises(BadSignature):
        closed.receive(post(letter().as_bytes(), secret=""))


def test_the_sandbox_signs_as_the_product_asks() -> None:
    raw, stamp = letter().as_bytes(), str(int(NOW.timestamp()))
    headers = {"x-mail-timestamp": stamp, "x-mail-signature": sign(SECRET, stamp, raw)}
    assert CHANNEL.receive(RawRequest("https://desk.example/webhooks/email", headers, raw))


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated; owner-email=x"},
        {"Precedence": "bulk"},
        {"List_Id": "<news.example>"},
        {"From": "MAILER-DAEMON@mail.example"},
        {"From": "no-reply@shop.example"},
    ],
)
def test_machines_are_not_answered(headers: dict[str, str]) -> None:
    assert CHANNEL.receive(post(letter(**headers).as_bytes())) == []


@pytest.mark.parametrize("sender", ["", "nobody", "trips@agency.example"])
def test_a_mail_from_nobody_or_from_ourselves_is_refused(sender: str) -> None:
    with pytest.raises(BadPayload):
        CHANNEL.receive(post(letter(From=sender).as_bytes()))


def test_a_bounce_becomes_the_end_of_the_message_it_is_about() -> None:
    ours = message_id(4711, KEY, "agency.example")
    raw = (
        "From: MAILER-DAEMON@mail.example\r\nTo: trips@agency.example\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mail.example\r\n\r\n"
        "Final-Recipient: rfc822; asha@example.com\r\nAction: failed\r\nStatus: 5.1.1\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {ours}\r\nSubject: x\r\n--b--\r\n"
    )
    [status] = CHANNEL.receive(post(raw.encode()))
    assert isinstance(status, Status)
    assert (status.outbox_id, status.provider_id, status.name) == (4711, ours, "failed")
    assert status.unreachable
    assert "address" in (status.remedy or "")
    made_up = raw.replace(ours, "<serai.4711.00000000000000000000@agency.example>")
    assert CHANNEL.receive(post(made_up.encode())) == []


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("Yes\n\nOn Thu, 26 Nov 2026 at 10:00, Serai <t@a.b> wrote:\n> old", "Yes"),
        (
            "Yes\n\nOn Thu, 26 Nov 2026 at 10:00, Serai\n<t@agency.example> wrote:\n> old\n> older",
            "Yes",
        ),
        ("Ja gern\n\nAm Do., 26. Nov. 2026 um 10:00 schrieb Serai <t@a.b>:\n> alt", "Ja gern"),
        ("Oui\n\nLe jeu. 26 nov. 2026 à 10:00, Serai <t@a.b> a écrit :\n> vieux", "Oui"),
        ("Sí\n\nEl jue, 26 nov 2026 a las 10:00, Serai (<t@a.b>) escribió:\n> viejo", "Sí"),
        ("Да\n\nчт, 26 нояб. 2026 г. в 10:00, Serai <t@a.b>:\n> старое", "Да"),
        ("Sim\n\n-----Mensagem original-----\nDe: Serai <t@a.b>\nvelho", "Sim"),
        ("Yes\n________________________________\nFrom: Serai <t@a.b>\nold", "Yes"),
        ("Yes\n-- \nAsha Rao\n+91 98", "Yes"),
        ("Yes\n\nSent from my iPhone", "Yes"),
        ("> Which day?\nThe 20th\n> How many?\nTwo of us", "The 20th\nTwo of us"),
        ("2 adults from Delhi\nbudget: 2 lakh", "2 adults from Delhi\nbudget: 2 lakh"),
        ("", ""),
    ],
)
def test_only_what_was_newly_written_is_read(written: str, read_as: str) -> None:
    assert without_quotes(written) == read_as


def test_a_letter_in_html_alone_is_read_without_its_quotes_and_scripts() -> None:
    page = (
        "<style>p{}</style><p>We are <b>two</b> &amp; a child</p><script>x()</script><div>From Delhi</div>"
        '<blockquote type="cite">Your trip</blockquote>'
    )
    assert words_of_html(page) == "We are two & a child\n\nFrom Delhi"


@given(st.binary(max_size=400))
def test_no_bytes_break_the_door(raw: bytes) -> None:
    with suppress(BadPayload):
        CHANNEL.receive(post(raw))


@given(st.text(max_size=300))
def test_words_without_quotes_are_words_that_were_written(text: str) -> None:
    kept = without_quotes(text)
    assert all(line.strip() in text for line in kept.split("\n"))


@pytest.mark.parametrize("charset", ["x-unknown", "cp-850", "iso-8859-8-i"])
def test_words_in_a_character_set_that_nobody_knows_are_read_all_the_same(charset: str) -> None:
    raw = letter("Bali für zwei").as_bytes().replace(b"utf-8", charset.encode())
    [found] = CHANNEL.receive(post(raw))
    assert isinstance(found, Inbound)
    assert found.text == "Bali für zwei"


def test_two_names_that_begin_alike_are_two_mails() -> None:
    start = "<" + "a" * 120
    one, two = (read(letter(Message_ID=f"{start}{number}@phone.example>")) for number in (1, 2))
    again = read(letter(Message_ID=f"{start}1@phone.example>"))
    assert one.external_id == again.external_id != two.external_id
    assert len(one.external_id) <= 100
