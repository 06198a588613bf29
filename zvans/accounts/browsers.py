"""What we know of the browser that somebody signs in from."""

from dataclasses import dataclass

from ua_parser import parse

_LONGEST = 400  # of what a browser says of itself, no more is looked at


@dataclass(frozen=True, slots=True)
class Browser:
    """`device` is the token of its long-lived cookie; `agent` what it says of itself; `is_kept`: the person wants to stay signed in."""

    device: str = ""
    agent: str = ""
    is_kept: bool = False

    @property
    def name(self) -> str:
        """«Firefox, Windows»; empty where it does not say."""
        said = parse(self.agent[:_LONGEST])
        parts = [said.user_agent and said.user_agent.family, said.os and said.os.family]
        return ", ".join(part for part in parts if part)[:80]


UNKNOWN = Browser()
