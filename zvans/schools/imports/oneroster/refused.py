"""Why a package can't be used, as a code and what it names: the process that finds it out knows no languages."""


class Refused(Exception):
    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values
