"""A backup of the whole book as one file, the same for SQLite and PostgreSQL."""
