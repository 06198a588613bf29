"""What every template can use; the library is a builtin."""

from datetime import date
from typing import Any

from django import template
from django.conf import settings
from django.forms import BoundField
from django.template.base import Parser, Token
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from zvans.accounts.browsers import Browser
from zvans.lib.dates import today
from zvans.web.public.sections import MENU
from zvans.web.shared import icons
from zvans.web.shared.namedays import day_in_words, names_on
from zvans.web.shared.sign_in_ways import way_in_words

register = template.Library()

register.filter("in_words", day_in_words)
register.filter("way_in_words", way_in_words)


@register.filter
def browser_name(agent: str) -> str:
    """«Firefox, Windows», or what the browser says of itself where we do not know it."""
    return Browser(agent=agent).name or agent


@register.filter
def cell(value: Any) -> Any:
    """What stands in a table: a date as «23.11.2026.», nothing for None."""
    if isinstance(value, date):
        return f"{value.day:02}.{value.month:02}.{value.year}."
    return "" if value is None else value


class OnceNode(template.Node):
    """Keeps what its content came to, by language. It sees nothing of the page around it, so there is nothing else to keep it by."""

    def __init__(self, content: template.NodeList) -> None:
        self.content = content
        self.kept: dict[str | None, str] = {}

    def render(self, context: template.Context) -> str:
        language = get_language()
        kept = self.kept.get(language)
        if kept is None:
            kept = self.kept[language] = self.content.render(context.new({}))
        return kept


@register.filter
def grouped(number: int) -> str:
    """«4 340»: thousands parted by a space that does not break, and without a decimal separator that a language would add."""
    return f"{number:,}".replace(",", "\u00a0")


@register.tag
def once(parser: Parser, token: Token) -> OnceNode:
    """{% once %}…{% endonce %} is rendered once for each language: for the parts of every page that never change."""
    content = parser.parse(("endonce",))
    parser.delete_first_token()
    return OnceNode(content)


@register.simple_tag
def icon(name: str) -> SafeString:
    return icons.icon(name)


@register.simple_tag
def bell() -> SafeString:
    """The bell mark. It is the only thing that is carmine without asking for attention."""
    return icons.icon("bell", "bell")


@register.inclusion_tag("shared/_field.html")
def field(bound: BoundField, hint: str = "", **attributes: Any) -> dict[str, Any]:
    """A form field with label, hint and error, tied together for screen readers: {% field form.username hint="…" %}."""
    shown = hint or str(bound.help_text)
    described = [f"{bound.auto_id}_hint"] * bool(shown) + [f"{bound.auto_id}_error"] * bool(bound.errors)
    if described:
        attributes["aria-describedby"] = " ".join(described)
    return {"field": bound, "hint": shown, "widget": bound.as_widget(attrs={"class": "input"} | attributes)}


@register.inclusion_tag("shared/_bare_field.html")
def bare_field(bound: BoundField, **attributes: Any) -> dict[str, Any]:
    """A field in a table whose head says what it is: its label is only read out."""
    if bound.errors:
        attributes["aria-describedby"] = f"{bound.auto_id}_error"
    return {"field": bound, "widget": bound.as_widget(attrs={"class": "input"} | attributes)}


@register.inclusion_tag("public/_day.html")
def day() -> dict[str, Any]:
    """Today's date and whose name-day it is."""
    return {"today": today(), "names": names_on(today())}


@register.inclusion_tag("public/_menu.html", takes_context=True)
def menu(context: template.Context, form: str) -> dict[str, Any]:
    """The sections of the portal, as a "line" for wide screens or a "fold" for narrow ones; the one that is open is marked."""
    return {"sections": MENU, "request": context["request"], "folded": form == "fold"}


@register.inclusion_tag("public/_foot_lines.html")
def foot_lines() -> dict[str, Any]:
    """Who runs this installation (A9)."""
    return {
        "year": today().year,
        "product_name": settings.PRODUCT_NAME,
        "operator": settings.OPERATOR_NAME,
        "number": settings.OPERATOR_NUMBER,
        "support_email": settings.SUPPORT_EMAIL,
    }


@register.inclusion_tag("sign_in/_help.html")
def sign_in_help(heading: str) -> dict[str, Any]:
    """What to do when one can't sign in: the same text in the dialog and on a page of its own (S11–S22)."""
    return {
        "heading": heading,
        "sms": settings.SMS_ENABLED,
        "sms_number": settings.SMS_NUMBER,
        "sms_keyword": settings.SMS_KEYWORD,
        "support_email": settings.SUPPORT_EMAIL,
    }
