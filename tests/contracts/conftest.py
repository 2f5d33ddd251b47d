"""Fixtures of the contract tests."""

from tests.contracts.sandbox_fixtures import agent, listener, phone, picture, sandbox, sandbox_url
from tests.contracts.sandbox_oracles import client, hooked
from tests.contracts.sandbox_twilio import twilio

__all__ = ["agent", "client", "hooked", "listener", "phone", "picture", "sandbox", "sandbox_url", "twilio"]
