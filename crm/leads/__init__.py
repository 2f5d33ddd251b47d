"""Enquiries and their timeline."""
