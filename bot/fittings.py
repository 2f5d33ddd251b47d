"""The parts of a desk that settings choose: channels, the ear, the model, what listens to voice notes."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from agents.model.breaker import Breaker
from agents.turn.listening import Listener
from agents.understanding.gazetteer import Gazetteer
from bot.channels.port import Channel
from bot.channels.telegram.channel import TelegramChannel
from bot.purse import BookPurse
from bot.settings import Settings
from knowledge.library import Library

if TYPE_CHECKING:
    from agents.model.endpoint import Model
    from agents.model.prompts import Prompts
    from agents.model.purse import Purse
    from agents.model.transcribing import Transcriber
    from agents.understanding.scope import Scope


def make_scope(settings: Settings, library: Library) -> "Scope":
    """Make the sense of what is a travel desk's business; what it learns is kept beside the model."""
    from agents.understanding.scope import Scope

    return Scope(library.embed, settings.serai_home / "models")


def make_model(settings: Settings, purse: "Purse | None" = None) -> "Model | None":
    """Make the way to the language model, where one is configured."""
    if not (settings.openai_api_key or settings.openai_base_url):
        return None
    from agents.model.endpoint import Model, ModelSettings

    # Local endpoints ask for no key, but the client refuses to start without one.
    key = settings.openai_api_key or "none"
    seconds = min(4.0, settings.turn_budget_seconds / 2)
    wanted = ModelSettings(settings.openai_model, key, settings.openai_base_url or None, seconds)
    return Model(wanted, purse=purse)


def make_listener(
    places: Gazetteer,
    scope: "Scope",
    model: "Model | None" = None,
    breaker: Breaker | None = None,
    prompts: "Prompts | None" = None,
) -> Listener:
    """Make the ear: the offline engine, and before it the model where there is one. Blocking."""
    from agents.understanding.llm import LlmEngine
    from agents.understanding.offline import OfflineEngine

    engine = OfflineEngine(places, scope)
    engine.warm()
    return Listener(engine, LlmEngine(model, prompts) if model else None, breaker)


def make_transcriber(settings: Settings, purse: BookPurse) -> "Transcriber | None":
    """Make what listens to voice notes; None where no endpoint is configured."""
    base_url = settings.transcription_base_url or settings.openai_base_url
    key = settings.transcription_api_key or settings.openai_api_key
    if not settings.transcription_model or not (base_url or key):
        return None
    from agents.model.transcribing import Transcriber, TranscribingSettings

    seconds = max(2.0, settings.turn_budget_seconds * 0.75)
    return Transcriber(
        TranscribingSettings(settings.transcription_model, key or "none", base_url or None, seconds), purse
    )


def make_channels(settings: Settings) -> dict[str, Channel]:
    """Make the channels that the settings name."""
    from bot.channels.whatsapp import WhatsAppChannel

    channels: dict[str, Channel] = {
        "whatsapp": WhatsAppChannel(
            settings.twilio_account_sid,
            settings.twilio_auth_token,
            settings.twilio_whatsapp_from,
            settings.public_base_url,
            settings.twilio_api_base,
        ),
        "telegram": TelegramChannel(
            settings.telegram_bot_token, settings.telegram_webhook_secret, settings.telegram_api_base
        ),
    }
    if settings.smtp_url:
        from bot.channels.email.channel import EmailChannel

        channels["email"] = EmailChannel(
            settings.smtp_url,
            settings.mail_from,
            settings.secret_key,
            webhook_secret=settings.mail_webhook_secret,
            authserv=settings.mail_authserv,
        )
    return channels


def mail_account(channels: Mapping[str, Channel]) -> str | None:
    """Give the desk's own address on the e-mail channel, or None where there is none."""
    channel = channels.get("email")
    return channel.account if channel is not None else None
