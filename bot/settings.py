"""Every setting of the desk, read from the environment or `.env`. `.env.example` is tested equal."""

import secrets
from functools import cached_property
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

# What the sandbox's doubles are configured with; never accepted outside it.
SANDBOX_SECRETS = {
    "twilio_account_sid": "AC00000000000000000000000000005a4d",
    "twilio_auth_token": "sandbox-twilio-token",
    "twilio_whatsapp_from": "+14155550100",
    "telegram_bot_token": "700000001:sandbox-telegram-token-aaaaaaaaaaaaa",
    "telegram_webhook_secret": "sandbox-telegram-webhook-secret",
}
# E-mail may be left out, so outside the sandbox these may be empty, but never these.
SANDBOX_MAIL = {
    "mail_from": "Serai Travel <trips@serai.example>",
    "mail_webhook_secret": "sandbox-mail-webhook-secret",
}


class BadSettings(ValueError):
    """The desk may not start with these settings; the message names each and says what to do."""


class Settings(BaseSettings):
    """The desk's settings. Secrets have no default outside the sandbox."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore")

    sandbox: bool = Field(
        True, description="Play with doubles of WhatsApp and Telegram. Set to false for real use."
    )
    serai_home: Path = Field(Path("var"), description="Folder for the embedded database, vectors and models.")
    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8800, ge=1, le=65535, description="Port of the web API and pages.")
    sandbox_mail_port: int = Field(
        8802, ge=1, le=65535, description="Port of the mail server in the sandbox."
    )
    sandbox_port: int = Field(8801, ge=1, le=65535, description="Port of the two phones in the sandbox.")
    trusted_proxies: str = Field(
        "127.0.0.1",
        description="Addresses of proxies before the desk, by comma: they tell who calls.",
    )
    public_base_url: str = Field(
        "", description="Address under which providers and customers reach the desk."
    )
    secret_key: str = Field("", description="Long random text that signs sessions and trip links.")

    database_url: str = Field("", description="SQLAlchemy URL. Empty: SQLite in SERAI_HOME.")
    bell: Literal["inprocess", "celery"] = Field("inprocess", description="Who wakes the workers.")
    redis_url: str = Field("", description="Redis for BELL=celery, and for shared rate limits when set.")
    osrm_url: str = Field(
        "", description="OSRM-compatible road server that knows how long ways take. Empty: the great circle."
    )
    chroma_url: str = Field("", description="Chroma server. Empty: Chroma on disk in SERAI_HOME.")

    twilio_api_base: str = Field(
        "", description="Twilio's REST address. Empty: Twilio, or the sandbox's double."
    )
    twilio_account_sid: str = Field("", description="Twilio account.")
    twilio_auth_token: str = Field("", description="Twilio auth token; it also signs webhooks.")
    twilio_whatsapp_from: str = Field(
        "", description="WhatsApp sender number in E.164, for example +14155550100."
    )
    telegram_api_base: str = Field(
        "", description="Telegram's Bot API address. Empty: Telegram, or the double."
    )
    telegram_bot_token: str = Field("", description="Token of the staff bot.")
    telegram_webhook_secret: str = Field("", description="Secret that Telegram sends with each webhook.")
    telegram_mode: Literal["webhook", "polling"] = Field(
        "webhook", description="How Telegram's updates come in."
    )

    openai_base_url: str = Field("", description="Any OpenAI-compatible endpoint. Empty: OpenAI's own.")
    openai_api_key: str = Field(
        "", description="Key of the model's endpoint. Empty: the offline engine thinks."
    )
    openai_model: str = Field("gpt-5-mini", description="Name of the language model.")
    transcription_base_url: str = Field(
        "", description="OpenAI-compatible endpoint that hears voice notes. Empty: OPENAI_BASE_URL."
    )
    transcription_api_key: str = Field("", description="Its key. Empty: OPENAI_API_KEY.")
    transcription_model: str = Field(
        "whisper-1", description="Its model. Empty: nobody listens to voice notes; the desk asks to type."
    )
    turn_budget_seconds: float = Field(8.0, gt=0, description="Longest time that one turn may think.")
    smtp_url: str = Field(
        "", description="Mail server, as smtp://user:password@host:587 or smtps://. Empty: no e-mail."
    )
    mail_from: str = Field("", description="Sender of e-mail, as Serai Travel <trips@agency.example>.")
    mail_webhook_secret: str = Field(
        "", description="Secret that signs e-mail posted to /webhooks/email. Empty: none is taken in."
    )
    mail_authserv: str = Field(
        "", description="Name your mail server signs Authentication-Results with. Empty: no sender is proven."
    )

    quiet_seconds: float = Field(0.4, ge=0, le=30, description="Pause that lets a burst become one turn.")
    sweep_seconds: float = Field(5.0, gt=0, description="How often forgotten work is looked for.")
    worker_concurrency: int = Field(8, ge=1, le=64, description="Turns that one worker process runs at once.")
    ready_max_age_seconds: float = Field(
        120.0, gt=0, description="Age of waiting work at which /readyz answers 503."
    )
    log_level: str = Field("INFO", description="DEBUG, INFO, WARNING or ERROR.")

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.sandbox:
            self._fill_for_sandbox()
        else:
            self._refuse_missing()
        if self.bell == "celery" and not self.redis_url:
            raise BadSettings("BELL=celery needs REDIS_URL.")
        if not self.database_url:
            self.database_url = f"sqlite+aiosqlite:///{(self.serai_home / 'serai.db').resolve()}"
        self.database_url = _async_driver(self.database_url)
        self.public_base_url = self.public_base_url.rstrip("/")
        self._check_mail()
        return self

    def _check_mail(self) -> None:
        """Refuse at start what would fail with every e-mail."""
        if not self.smtp_url:
            return
        from bot.channels.email.server import BadServer, read_sender, read_server

        if not self.mail_from:
            raise BadSettings("SMTP_URL needs MAIL_FROM, the sender of e-mail.")
        try:
            read_server(self.smtp_url)
            read_sender(self.mail_from)
        except BadServer as problem:
            raise BadSettings(f"{problem}.") from problem

    def _fill_for_sandbox(self) -> None:
        if self.host not in ("127.0.0.1", "localhost", "::1"):
            # The sandbox's secrets are in this file, and its phones ask for no password.
            raise BadSettings(
                "The sandbox listens on this machine alone: leave HOST as it is, or set SANDBOX=false."
            )
        for name, value in {**SANDBOX_SECRETS, **SANDBOX_MAIL}.items():
            if not getattr(self, name):
                setattr(self, name, value)
        self.secret_key = self.secret_key or _own_secret(self.serai_home / "secret_key")
        self.smtp_url = self.smtp_url or f"smtp://127.0.0.1:{self.sandbox_mail_port}"
        if self.serves_mail_double:  # the name of another server is for whoever puts it there to say
            self.mail_authserv = self.mail_authserv or "mail.sandbox"
        double = f"http://127.0.0.1:{self.sandbox_port}"
        self.twilio_api_base = self.twilio_api_base or double
        self.telegram_api_base = self.telegram_api_base or double
        self.public_base_url = self.public_base_url or f"http://{self.host}:{self.port}"

    def _refuse_missing(self) -> None:
        wrong = [
            f"{name.upper()} is {'missing' if not getattr(self, name) else 'the sandbox default'}"
            for name, default in {"secret_key": "", **SANDBOX_SECRETS}.items()
            if getattr(self, name) in ("", default)
        ]
        wrong += [
            f"{name.upper()} is the sandbox default"
            for name, default in SANDBOX_MAIL.items()
            if getattr(self, name) == default
        ]
        if len(self.secret_key) < 32 and self.secret_key:
            wrong.append("SECRET_KEY is shorter than 32 characters")
        if not self.public_base_url:
            wrong.append("PUBLIC_BASE_URL is missing")
        elif urlsplit(self.public_base_url).scheme not in ("http", "https"):
            wrong.append("PUBLIC_BASE_URL is not an http(s) address")
        if wrong:
            raise BadSettings(
                "The desk cannot start outside the sandbox: "
                + "; ".join(wrong)
                + ". Set them in the environment or in .env."
            )
        self.twilio_api_base = self.twilio_api_base or "https://api.twilio.com"
        self.telegram_api_base = self.telegram_api_base or "https://api.telegram.org"

    @cached_property
    def serves_twilio_double(self) -> bool:
        """Whether our own double plays Twilio (and not a foreign server put in its place)."""
        return self.sandbox and self.twilio_api_base == f"http://127.0.0.1:{self.sandbox_port}"

    @cached_property
    def serves_mail_double(self) -> bool:
        """Whether our own double plays the mail server (and not a foreign server put in its place)."""
        return self.sandbox and self.smtp_url == f"smtp://127.0.0.1:{self.sandbox_mail_port}"

    @cached_property
    def serves_telegram_double(self) -> bool:
        """Whether our own double plays Telegram (and not a foreign server put in its place)."""
        return self.sandbox and self.telegram_api_base == f"http://127.0.0.1:{self.sandbox_port}"


def _own_secret(path: Path) -> str:
    """Read the sandbox's secret key, making one at the first start: no two desks share a key."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text().strip()


def _async_driver(url: str) -> str:
    """Name the asynchronous driver in a plain database URL."""
    for plain, driver in (
        ("postgres://", "postgresql+psycopg://"),
        ("postgresql://", "postgresql+psycopg://"),
        ("sqlite:///", "sqlite+aiosqlite:///"),
    ):
        if url.startswith(plain):
            return driver + url.removeprefix(plain)
    return url


def load_settings() -> Settings:
    """Read the settings, or raise `BadSettings` with a sentence for whoever starts the desk."""
    from pydantic import ValidationError

    try:
        return Settings()
    except ValidationError as problem:
        told = []
        for error in problem.errors():
            cause = error.get("ctx", {}).get("error")
            if isinstance(cause, BadSettings):
                raise cause from problem
            told.append(f"{'.'.join(str(part) for part in error['loc']).upper()}: {error['msg']}")
        raise BadSettings("Settings are wrong. " + "; ".join(told)) from problem
