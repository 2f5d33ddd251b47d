"""Roles, and what makes a name, an e-mail address or a password acceptable. Pure."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from crm.clock import name_in_use, timezone_names
from crm.errors import Unfit

Role = Literal["agent", "manager", "admin"]

ROLES: tuple[Role, ...] = get_args(Role)  # least authority first

PASSWORD_LEAST, PASSWORD_MOST = 10, 128

# The head of every leaked-password list; length alone does not keep them out.
_COMMON = frozenset(
    {"password12", "password123", "1234567890", "qwertyuiop", "letmein123", "welcome123", "iloveyou12"}
)


@dataclass(frozen=True)
class Staff:
    """Who is asking. It comes from the session, never from an argument of the request."""

    id: int
    name: str
    email: str
    role: Role
    timezone: str
    sign_in_id: str
    last_used_at: datetime | None = None  # when this device was last noted to be in use

    def is_at_least(self, role: Role) -> bool:
        return has_role(self.role, role)

    @property
    def sees_every_lead(self) -> bool:
        return self.is_at_least("manager")

    @property
    def actor(self) -> str:
        """The name under which the timeline and the audit log know this person."""
        return f"user:{self.id}"


def has_role(role: str, least: Role) -> bool:
    """Say whether `role` carries at least the authority of `least`; an unknown role carries none."""
    return role in ROLES and ROLES.index(role) >= ROLES.index(least)


def normal_email(email: str) -> str:
    """Give the form in which e-mail addresses are stored and compared."""
    return email.strip().lower()


def check_password(password: str, *, email: str = "", name: str = "") -> None:
    """Raise `Unfit` for a password that is too short, too long, well known or the person's own name."""
    if len(password) < PASSWORD_LEAST:
        raise Unfit("password", f"Use at least {PASSWORD_LEAST} characters.")
    if len(password) > PASSWORD_MOST:
        raise Unfit("password", f"Use at most {PASSWORD_MOST} characters.")
    plain = password.lower()
    if plain in _COMMON or len(set(plain)) < 4:
        raise Unfit("password", "This password is too easy to guess.")
    own = (normal_email(email), normal_email(email).partition("@")[0], name.strip().lower())
    if plain in own:
        raise Unfit("password", "The password must not be the person's own name or address.")


def check_timezone(timezone: str) -> str:
    """Give the name in use of a time zone. Raises `Unfit` unless `timezone` is an IANA name."""
    if timezone not in timezone_names():
        raise Unfit("timezone", f"{timezone} is not a time zone; write it like Asia/Kolkata.")
    return name_in_use(timezone)


def check_report_hour(hour: int | None) -> None:
    """Raise `Unfit` unless `hour` is a local hour 0..23, or None for no report."""
    if hour is not None and not 0 <= hour <= 23:
        raise Unfit("report_hour", "The hour of the daily report runs from 0 to 23.")
