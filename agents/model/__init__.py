"""The ways to a language model, what they may cost, and when they are left alone."""
