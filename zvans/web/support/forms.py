from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zvans.portal.enums import Plan, TicketKind
from zvans.web.shared.lines_field import LinesField
from zvans.web.shared.revision_field import RevisionField
from zvans.web.shared.visiting import VisitorForm

if TYPE_CHECKING:
    from zvans.accounts.models import Person

_LONGEST = 4000  # letters of a text, as the table holds them
_KINDS = [
    (TicketKind.PROBLEM, _("Kaut kas nedarbojas")),
    (TicketKind.QUESTION, _("Man ir jautājums")),
    (TicketKind.SUGGESTION, _("Man ir ieteikums")),
]


def _text(label: Any, required: Any, rows: int = 6, hint: Any = "", most: int = _LONGEST) -> forms.CharField:
    return LinesField(
        label=label,
        help_text=hint,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={
            "required": required,
            "max_length": _(
                "Teksts ir pārāk garš: zīmju skaits ir %(show_value)s, bet drīkst būt ne vairāk kā %(limit_value)s."
            ),
        },
    )


class ContactForm(VisitorForm):
    kind = forms.ChoiceField(
        label=_("Par ko rakstāt"),
        choices=_KINDS,
        initial=TicketKind.PROBLEM,
        error_messages={"required": _("Izvēlieties, par ko rakstāt.")},
    )
    text = _text(
        _("Ko gribat teikt"),
        _("Uzrakstiet, par ko ir runa: bez tā nevarēsim atbildēt."),
        hint=_("Nosauciet skolu un aprakstiet, ko redzat ekrānā. Paroles un personas kodus nerakstiet."),
    )
    name = forms.CharField(
        label=_("Vārds"),
        max_length=120,
        required=False,
        help_text=_("Var arī nerakstīt."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("E-pasts"),
        max_length=254,
        required=False,
        help_text=_(
            "Uz to nosūtīsim atbildi. Bez e-pasta atbilde būs tikai pieteikuma lapā, kuras saiti tūlīt redzēsiet."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("Šāda e-pasta adrese nevar būt. Izlabojiet to vai atstājiet lauku tukšu.")},
    )
    page = forms.CharField(max_length=300, required=False, widget=forms.HiddenInput)


class AddForm(VisitorForm):
    text = _text(_("Ko gribat piebilst"), _("Uzrakstiet, ko gribat piebilst."), rows=4)


class StepForm(forms.Form):
    """Each form of the desk carries the revision of the ticket that its author saw."""

    stamp = RevisionField()


class AnswerForm(StepForm):
    text = _text(_("Atbilde"), _("Uzrakstiet atbildi: to lasīs tas, kurš rakstīja."))


class NoteForm(StepForm):
    text = _text(_("Piezīme"), _("Uzrakstiet piezīmi."), rows=3, hint=_("To redz tikai lietotāju atbalsts."))


class GiveForm(StepForm):
    """`people`: who holds the office."""

    to = forms.ChoiceField(label=_("Kolēģis"), error_messages={"required": _("Izvēlieties, kam nodot.")})

    def __init__(self, *args: Any, people: "Iterable[Person]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.public_id: person for person in people}
        names = [(key, str(person)) for key, person in self.people.items()]
        self.fields["to"].choices = [("", _("izvēlieties")), *names]  # type: ignore[attr-defined]

    def clean_to(self) -> "Person":
        return self.people[self.cleaned_data["to"]]


class PlanForm(StepForm):
    public_text = LinesField(
        label=_("Kā to rādīt visiem"),
        max_length=300,
        required=False,
        help_text=_("Saviem vārdiem, bez rakstītāja vārda. Ja lauks ir tukšs, ieteikumu nerāda."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    plan = forms.ChoiceField(label=_("Kas ar to notiks"), choices=Plan.choices)
