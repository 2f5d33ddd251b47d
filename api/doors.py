"""What every request needs at hand: the desk, and the keys and counters of the doors."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from fastapi import Request

from api.access.limits import RateLimits
from api.access.passwords import Passwords
from api.access.tokens import AccessTokens, derive_key
from api.desk import Desk
from api.metrics import Meters


@dataclass(frozen=True)
class Doors:
    desk: Desk
    passwords: Passwords
    tokens: AccessTokens
    limits: RateLimits
    meters: Meters
    sign_in_key: bytes
    form_key: bytes

    @property
    def now(self) -> datetime:
        return self.desk.clock.now()

    @property
    def is_https(self) -> bool:
        return self.desk.settings.public_base_url.startswith("https://")


def open_doors(desk: Desk, passwords: Passwords | None = None) -> Doors:
    settings = desk.settings
    return Doors(
        desk=desk,
        passwords=passwords or Passwords(),
        tokens=AccessTokens(settings.secret_key),
        limits=RateLimits(settings.redis_url),
        meters=Meters(),
        sign_in_key=derive_key(settings.secret_key, "sign-in"),
        form_key=derive_key(settings.secret_key, "form"),
    )


def doors(request: Request) -> Doors:
    return cast(Doors, request.app.state.doors)
