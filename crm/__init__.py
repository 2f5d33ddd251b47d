"""The book: the database and one folder per noun of the trade."""
