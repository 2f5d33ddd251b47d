"""Ear and mouth: channels, the turn, delivery, the worker and the composition root."""
