"""What a policy says when something is not possible now."""


class NotAllowedNow(Exception):
    """Raised by `check_…(obj)`: the state of things forbids the step. The web answers 409 with the reason in plain words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NotAcceptable(NotAllowedNow):
    """What was entered does not fit what is there. `field` is the entry to mend: a form shows the reason there, with 422."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field
