"""Pricing a trip: pure rules, and the immutable quotes that were shown."""
