"""Chats, and the road each message takes."""
