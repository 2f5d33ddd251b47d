"""What staff want to be reminded of: rows of the outbox that are sent at their hour."""
