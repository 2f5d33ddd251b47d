"""Where the providers knock. Verify, write down, acknowledge; everything else happens later."""

from fastapi import APIRouter, Request, Response

from api.access.guards import Anyone, GuardedRoute, refusals
from api.doors import Doors, doors
from api.problems import problem_response
from bot.channels.port import BadPayload, BadSignature, RawRequest

LARGEST_MAIL = 25 * 1024 * 1024

router = APIRouter(
    prefix="/webhooks",
    route_class=GuardedRoute,
    tags=["webhooks"],
    dependencies=[Anyone],
    responses=refusals(400, 403, 413),
)


@router.post("/whatsapp", response_class=Response)
async def whatsapp(request: Request) -> Response:
    """Take a message that a customer sent on WhatsApp, signed by Twilio."""
    return await _receive(request, "whatsapp")


@router.post("/whatsapp/status", response_class=Response)
async def whatsapp_status(request: Request) -> Response:
    """Take what Twilio says became of a message that we sent."""
    return await _receive(request, "whatsapp")


@router.post("/telegram", response_class=Response)
async def telegram(request: Request) -> Response:
    """Take an update of the staff's Telegram bot, with its secret token."""
    return await _receive(request, "telegram")


@router.post("/email", response_class=Response, max_body_size=LARGEST_MAIL)
async def email(request: Request) -> Response:
    """Take an e-mail that a customer sent: the raw MIME message, signed by whoever forwards it.

    `X-Mail-Timestamp` holds Unix seconds, `X-Mail-Signature` the HMAC-SHA256 under MAIL_WEBHOOK_SECRET, in
    hexadecimal, over the time stamp, a full stop and the body. A message that comes again changes nothing.
    """
    return await _receive(request, "email")


async def _receive(request: Request, name: str) -> Response:
    at = doors(request)
    channel = at.desk.channels.get(name)
    if channel is None:
        return problem_response(request, 404, f"The desk has no {name} channel.")
    try:
        events = channel.receive(await _raw(request, at))
    except BadSignature:
        return _refused(request, at, name, 403, "The request is not signed by the provider.")
    except BadPayload:
        return _refused(request, at, name, 400, "The request cannot be read.")
    await at.desk.receive(events)
    at.meters.webhook(name, "accepted")
    return Response()


async def _raw(request: Request, at: Doors) -> RawRequest:
    query = request.scope["query_string"].decode("latin-1")
    path = request.scope["raw_path"].decode("latin-1") + (f"?{query}" if query else "")
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in request.scope["headers"]}
    return RawRequest(at.desk.settings.public_base_url + path, headers, await request.body())


def _refused(request: Request, at: Doors, name: str, status: int, detail: str) -> Response:
    at.meters.webhook(name, "bad signature" if status == 403 else "bad payload")
    return problem_response(request, status, detail)
