"""What people write: a comment, a name to stand under it, a report, a decision."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zvans.web.shared.days import day_field
from zvans.web.shared.lines_field import LinesField
from zvans.web.shared.revision_field import RevisionField


def _name_field(label: Any, required: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=40,
        help_text=_("No 3 līdz 40 zīmēm. Tas nav Jūsu vārds un uzvārds, un Jūs to varat mainīt."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
        error_messages={"required": required},
    )


class CommentForm(forms.Form):
    """`display_name` is asked for where no name is known to stand under the comment."""

    display_name = _name_field(_("Vārds, ar kādu rādīt"), _("Izvēlieties vārdu, ar kādu komentāru rādīt."))
    text = LinesField(
        label=_("Komentārs"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("To redzēs ikviens portāla lasītājs. Nerakstiet tālruņa numurus un adreses, arī savas ne."),
        error_messages={
            "required": _("Uzrakstiet, ko gribat teikt."),
            "max_length": _("Komentārā var būt ne vairāk kā 2000 zīmes; Jūsu tekstā ir %(show_value)d."),
        },
    )

    def __init__(self, *args: object, asks_name: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if not asks_name:
            del self.fields["display_name"]

    def clean_text(self) -> str:
        """One line break is one, whatever the browser sends; not more than one empty line."""
        lines = [" ".join(line.split()) for line in self.cleaned_data["text"].splitlines()]
        kept = [line for number, line in enumerate(lines) if line or (number and lines[number - 1])]
        return "\n".join(kept).strip()


class NameForm(forms.Form):
    display_name = _name_field(_("Cits vārds"), _("Ierakstiet vārdu."))


class ReportForm(forms.Form):
    text = LinesField(
        label=_("Kas komentārā nav kārtībā (var nerakstīt)"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("Var būt ne vairāk kā 300 zīmes; Jūsu tekstā ir %(show_value)d.")},
    )

    def clean_text(self) -> str:
        return " ".join(self.cleaned_data["text"].split())


class DecisionForm(forms.Form):
    """`stamp` is the revision that the moderator looks at."""

    stamp = RevisionField()


class RemovalForm(DecisionForm):
    reason = LinesField(
        label=_("Kāpēc noņemt"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("To izlasīs autors."),
        error_messages={"required": _("Uzrakstiet iemeslu: autoram ir tiesības to zināt.")},
    )

    def clean_reason(self) -> str:
        return " ".join(self.cleaned_data["reason"].split())


class DiscussionBarForm(forms.Form):
    reason = LinesField(
        label=_("Iemesls"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("To izlasīs autors, kad gribēs komentēt."),
        error_messages={"required": _("Uzrakstiet iemeslu: bez tā liegt nevar.")},
    )
    ends_on = day_field(_("Pēdējā diena; ja termiņa nav, atstājiet tukšu"), required=False)
