"""A page as a reader meets it: elements by name and class, with their text."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_EMPTY = {"meta", "link", "input", "br", "hr", "img", "path", "circle"}


@dataclass
class Element:
    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Element | str]" = field(default_factory=list)

    def all(self, name: str = "", css_class: str = "") -> "list[Element]":
        """Each element below this one, in the order of the page."""
        found: list[Element] = []
        for child in self.children:
            if isinstance(child, Element):
                if name in ("", child.name) and (
                    not css_class or css_class in child.attributes.get("class", "").split()
                ):
                    found.append(child)
                found += child.all(name, css_class)
        return found

    def one(self, name: str = "", css_class: str = "") -> "Element":
        (element,) = self.all(name, css_class)
        return element

    @property
    def text(self) -> str:
        whole = "".join(c if isinstance(c, str) else c.text for c in self.children)
        return " ".join(whole.split())

    def links(self) -> list[tuple[str, str]]:
        return [(link.text, link.attributes["href"]) for link in self.all("a")]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("document")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in _EMPTY:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag not in _EMPTY:
            assert self.open.pop().name == tag, f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read(content: bytes) -> Element:
    """The tree of a page; a tag left open or closed twice fails."""
    reader = _Reader()
    reader.feed(content.decode())
    reader.close()
    assert [e.name for e in reader.open] == ["document"], "a tag is left open"
    return reader.open[0]
