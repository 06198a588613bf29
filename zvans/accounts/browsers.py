"""What we know of the browser that somebody signs in from."""

from dataclasses import dataclass

from ua_parser import parse

_LONGEST = 400  # of what a browser says of itself, no more is looked at
# Anybody can call a browser what they like, «school-safety.example» too, and we would write it to its person: only names that we know.
_BROWSERS = frozenset(
    {
        "Amazon Silk", "Android", "Brave", "Chrome", "Chrome Mobile", "Chrome Mobile WebView", "Chrome Mobile iOS", "Chromium",
        "DuckDuckGo", "DuckDuckGo Mobile", "Edge", "Edge Mobile", "Epiphany", "Facebook", "Firefox", "Firefox Focus", "Firefox Mobile",
        "Firefox iOS", "Google", "HeadlessChrome", "Huawei Browser", "IE", "IE Mobile", "Konqueror", "MiuiBrowser", "Mobile Safari",
        "Mobile Safari UI/WKWebView", "Opera", "Opera Mini", "Opera Mobile", "Opera Touch", "Pale Moon", "Safari", "Samsung Internet",
        "SeaMonkey", "UC Browser", "Vivaldi", "WebKit Nightly", "Yandex Browser",
    }
)  # fmt: skip
_SYSTEMS = frozenset(
    {"Android", "Chrome OS", "Debian", "Fedora", "FreeBSD", "HarmonyOS", "Linux", "Mac OS X", "Tizen", "Ubuntu", "Windows", "iOS"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Browser:
    """`device` is the token of its long-lived cookie; `agent` what it says of itself; `is_kept`: the person wants to stay signed in."""

    device: str = ""
    agent: str = ""
    is_kept: bool = False

    @property
    def name(self) -> str:
        """«Firefox, Windows»; empty where it does not say, or says what we don't know."""
        said = parse(self.agent[:_LONGEST])
        browser, system = said.user_agent and said.user_agent.family, said.os and said.os.family
        return ", ".join(
            [name for name in [browser] if name in _BROWSERS] + [name for name in [system] if name in _SYSTEMS]
        )


UNKNOWN = Browser()
