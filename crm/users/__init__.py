"""Staff and their sign-ins."""
