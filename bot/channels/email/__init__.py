"""E-mail: out through any SMTP server, in through a signed webhook."""
