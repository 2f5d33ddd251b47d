"""The desk's own words and signs, per language, and names in plain letters."""
