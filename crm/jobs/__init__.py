"""Slow or scheduled work, kept in the book so that no queue can lose it."""
