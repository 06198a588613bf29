"""What a policy says when something is not possible now."""


class NotAllowedNow(Exception):
    """Raised by `check_…(obj)`: the state of things forbids the step. The web answers 409 with the reason in plain words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
