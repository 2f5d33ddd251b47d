"""`python -m api.cli` is `serai`."""

from api.cli import app

app()
