"""The customer's trip page: to look at, to approve, and to ask for a change."""
