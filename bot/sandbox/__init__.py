"""Doubles of Twilio and the Telegram Bot API, and two phones to play with."""

from bot.sandbox.app import make_sandbox
from bot.sandbox.config import SandboxConfig, Template

__all__ = ["SandboxConfig", "Template", "make_sandbox"]
