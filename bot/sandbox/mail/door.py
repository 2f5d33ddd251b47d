"""The mailroom's doors: a page to read mail on, its files, answers, and JSON for whoever measures."""

from __future__ import annotations

import hashlib
import hmac
from email.message import EmailMessage
from email.utils import make_msgid
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.sandbox.control.reading import guarded, read_json
from bot.sandbox.mail.room import Mail, Mailroom

AUTHSERV = "mail.sandbox"  # the name under which the server says whom it has checked
_PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'self'"
)
# A letter is a stranger's page: it may look as it likes, and do nothing.
_LETTER_POLICY = "sandbox allow-popups; default-src 'none'; style-src 'unsafe-inline'; img-src data:"


class MailDoor:
    """What can be done with the mail that came."""

    def __init__(self, room: Mailroom) -> None:
        self._room = room
        self._pages = Environment(
            loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined
        )

    def routes(self) -> list[Route]:
        """Routes of this door."""
        return [
            Route("/mail", self._page, methods=["GET"]),
            Route("/mail/{number:int}.html", self._letter, methods=["GET"]),
            Route("/mail/{number:int}/files/{place:int}", self._file, methods=["GET"]),
            Route("/mail/{number:int}/answer", self._answer_form, methods=["POST"]),
            Route("/_control/mail", guarded(self._list), methods=["GET"]),
            Route("/_control/mail/{number:int}/raw", guarded(self._raw), methods=["GET"]),
            Route("/_control/mail/{number:int}/answer", guarded(self._answer), methods=["POST"]),
        ]

    async def _page(self, request: Request) -> Response:
        mails = list(reversed(self._room.mails))
        wanted = request.query_params.get("open", "")
        chosen = self._room.find(int(wanted)) if wanted.isdigit() else None
        page = self._pages.get_template("page.html").render(
            mails=mails,
            chosen=chosen or (mails[0] if mails else None),
            can_answer=bool(self._room.exchange.config.mail_webhook),
            said=request.query_params.get("said", "")[:40],
        )
        return HTMLResponse(
            page, headers={"Content-Security-Policy": _PAGE_POLICY, "Cache-Control": "no-store"}
        )

    async def _letter(self, request: Request) -> Response:
        mail = self._room.find(request.path_params["number"])
        if mail is None:
            return PlainTextResponse("Not Found", 404)
        return HTMLResponse(mail.html or "", headers={"Content-Security-Policy": _LETTER_POLICY})

    async def _file(self, request: Request) -> Response:
        mail = self._room.find(request.path_params["number"])
        place = request.path_params["place"]
        if mail is None or place >= len(mail.attachments):
            return PlainTextResponse("Not Found", 404)
        file = mail.attachments[place]
        name = "".join(c if c.isalnum() or c in "-_. " else "_" for c in file.name).encode("ascii", "replace")
        headers = {
            "Content-Disposition": f'attachment; filename="{name.decode()}"',
            "X-Content-Type-Options": "nosniff",
        }
        return Response(file.content, media_type=file.media_type, headers=headers)

    async def _list(self, request: Request) -> Response:
        since = int(request.query_params.get("since") or 0)
        return JSONResponse([mail.shown() for mail in self._room.mails if mail.number > since])

    async def _raw(self, request: Request) -> Response:
        mail = self._room.find(request.path_params["number"])
        return Response(mail.raw if mail else b"", 200 if mail else 404, media_type="message/rfc822")

    async def _answer_form(self, request: Request) -> Response:
        mail = self._room.find(request.path_params["number"])
        async with request.form() as form:
            text = str(form.get("text") or "").strip()
        if mail is None or not text:
            return RedirectResponse("/mail", 303)
        status = await self._post(answer_to(mail, text))
        said = "answered" if 200 <= status < 300 else f"refused-{status}"
        return RedirectResponse(f"/mail?open={mail.number}&said={said}", 303)

    async def _answer(self, request: Request) -> Response:
        mail = self._room.find(request.path_params["number"])
        if mail is None:
            return PlainTextResponse("Not Found", 404)
        wish = await read_json(request)
        answer = answer_to(mail, str(wish.get("text") or ""), str(wish.get("from") or ""))
        if wish.get("is_new"):
            del answer["In-Reply-To"], answer["References"]
        status = await self._post(answer, is_forged=bool(wish.get("is_forged")))
        return JSONResponse({"status": status, "message_id": answer["Message-ID"]})

    async def _post(self, answer: EmailMessage, *, is_forged: bool = False) -> int:
        """Bring an answer to the product, signed as a forwarder would; give its status, 0 for none."""
        exchange = self._room.exchange
        config, raw = exchange.config, checked(answer, is_forged=is_forged)
        stamp = str(int(exchange.clock.now().timestamp()))
        headers = {
            "Content-Type": "message/rfc822",
            "X-Mail-Timestamp": stamp,
            "X-Mail-Signature": sign(config.mail_webhook_secret, stamp, raw),
        }
        row = exchange.journal.write("mail", "message", "in", str(answer["From"]))
        reply = await exchange.courier.post(config.mail_webhook, raw, headers, exchange.patience())
        row["status"] = reply.status or 0
        return reply.status or 0


def sign(secret: str, stamp: str, raw: bytes) -> str:
    """Sign as the product's documents ask: HMAC-SHA256 over time stamp, a full stop, and the raw message."""
    return hmac.new(secret.encode(), stamp.encode() + b"." + raw, hashlib.sha256).hexdigest()


def checked(mail: EmailMessage, *, is_forged: bool) -> bytes:
    """Write on top what the mail server found out about the sender: a forged one fails its domain's check."""
    domain = str(mail["From"]).rpartition("@")[2].rstrip("> ")
    found = f"dmarc={'fail' if is_forged else 'pass'} header.from={domain}"
    return f"Authentication-Results: {AUTHSERV}; {found}\n".encode() + mail.as_bytes()


def answer_to(mail: Mail, text: str, sender: str = "") -> EmailMessage:
    """Write what a mail program sends as an answer: the words, and the letter quoted below."""
    answer = EmailMessage()
    answer["From"] = sender or mail.headers.get("To", mail.to)
    answer["To"] = mail.headers.get("From", mail.sender)
    answer["Subject"] = mail.subject if mail.subject.lower().startswith("re:") else f"Re: {mail.subject}"
    answer["Message-ID"] = make_msgid(domain="phone.example")
    answer["In-Reply-To"] = mail.message_id
    answer["References"] = f"{mail.headers.get('References', '')} {mail.message_id}".strip()
    quoted = "\n".join(f"> {line}" for line in mail.text.splitlines())
    answer.set_content(f"{text}\n\nOn {mail.at:%d %b %Y at %H:%M} {mail.sender} wrote:\n{quoted}\n")
    return answer
