class DatabaseProblem(Exception):
    """The database can't be used. The message says what is wrong and what to do next, to the person at the terminal."""

    def __init__(self, what: str, next_step: str = "") -> None:
        super().__init__(f"{what}\n{next_step}".strip())
