"""What a policy says when something is not possible now."""


class NotAllowedNow(Exception):  # noqa: N818 - a refusal with a reason, not a fault
    """Raised by `check_…(obj)`: the state of things forbids the step. The web answers 409 with the reason in plain words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
