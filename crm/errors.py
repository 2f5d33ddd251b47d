"""What the book says when it cannot do what was asked. The doors turn these into plain answers."""


class Missing(LookupError):
    """There is no such thing, or none that the asker may see: the two are not told apart."""


class Clash(Exception):
    """It cannot be done in the present state: taken by someone else, already there, already over."""


class Unfit(ValueError):
    """A value is not acceptable. `field` names it as the reader knows it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field, self.message = field, message
