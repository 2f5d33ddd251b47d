"""Fixtures of the contract tests."""

from tests.contracts.sandbox_fixtures import agent, listener, phone, picture, sandbox, sandbox_url

__all__ = ["agent", "listener", "phone", "picture", "sandbox", "sandbox_url"]
