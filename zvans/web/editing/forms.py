"""What editors fill in of a post."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zvans.portal.actions.posts import POST_FIELDS, TRIP_FIELDS
from zvans.portal.enums import Audience, Block, Language, Section
from zvans.portal.prices import in_euros
from zvans.portal.queries.editing import picture_by_id, posts_meant
from zvans.web.editing.trip_fields import TripFields, web_address
from zvans.web.public.addresses import post_address
from zvans.web.shared.lines_field import LinesField
from zvans.web.shared.revision_field import RevisionField

if TYPE_CHECKING:
    from zvans.portal.models import Picture, Post

_LONGEST_BODY = 100_000  # characters of HTML: a short book
_PLACES = [("", gettext_lazy("nav sākumlapā")), *Block.choices]


def text_area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class PostForm(TripFields):
    """A post with its trip; `post` is the one that is changed. `picture` holds the id of a picture that is kept already."""

    section = forms.ChoiceField(label=gettext_lazy("Sadaļa"), choices=Section.choices)
    language = forms.ChoiceField(label=gettext_lazy("Valoda"), choices=Language.choices)
    audience = forms.ChoiceField(label=gettext_lazy("Kam"), choices=Audience.choices)
    title = forms.CharField(
        label=gettext_lazy("Virsraksts"),
        max_length=150,
        error_messages={"required": gettext_lazy("Ierakstiet virsrakstu.")},
    )
    lead = LinesField(
        label=gettext_lazy("Ievads"),
        required=False,
        max_length=400,
        widget=text_area(3),
        help_text=gettext_lazy("Divi trīs teikumi: tos lasa sarakstos un meklētājos."),
    )
    body = forms.CharField(label=gettext_lazy("Teksts"), required=False, max_length=_LONGEST_BODY, widget=text_area(16))
    author = forms.CharField(label=gettext_lazy("Autors"), required=False, max_length=120)
    source = forms.CharField(
        label=gettext_lazy("Avots"),
        required=False,
        max_length=160,
        help_text=gettext_lazy("No kurienes teksts ņemts, ja tas nav mūsu."),
    )
    source_url = web_address(gettext_lazy("Avota adrese"))
    picture = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)
    picture_file = forms.FileField(
        label=gettext_lazy("Attēla fails"),
        required=False,
        help_text=gettext_lazy("JPEG, PNG, WebP vai AVIF, līdz 20 MB."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/avif"}),
    )
    picture_removed = forms.BooleanField(label=gettext_lazy("Noņemt attēlu"), required=False)
    picture_alt = forms.CharField(
        label=gettext_lazy("Kas attēlā redzams"),
        required=False,
        max_length=250,
        help_text=gettext_lazy("To dzird tie, kas attēlu neredz."),
    )
    picture_credit = forms.CharField(label=gettext_lazy("Attēla autors"), required=False, max_length=120)
    block = forms.ChoiceField(label=gettext_lazy("Sākumlapas bloks"), required=False, choices=_PLACES)
    has_comments = forms.BooleanField(label=gettext_lazy("Lasītāji var komentēt"), required=False, initial=True)
    translation_of = forms.CharField(
        label=gettext_lazy("Tas pats raksts otrā valodā"),
        required=False,
        max_length=400,
        help_text=gettext_lazy("Raksta adrese vai virsraksts."),
    )
    stamp = RevisionField()

    def __init__(self, *args: Any, post: "Post | None" = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.post = post

    @cached_property
    def shown_picture(self) -> "Picture | None":
        """The picture that the form holds now."""
        return None if self["picture_removed"].value() else picture_by_id(str(self["picture"].value() or ""))

    @property
    def shown_picture_file(self) -> str:
        return f"{self.shown_picture.widths[0]}.webp" if self.shown_picture else ""

    def clean_picture(self) -> "Picture | None":
        return picture_by_id(self.cleaned_data["picture"])

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if told.get("picture_removed"):
            told["picture"] = None
        if not told.get("picture"):
            told["picture_alt"] = told["picture_credit"] = ""
        elif not told.get("picture_alt") and "picture_alt" not in self.errors:
            self.add_error("picture_alt", _("Ierakstiet, kas redzams attēlā: to dzird tie, kas attēlu neredz."))
        if "language" in told:
            told["translation_of"] = self._pair(told.get("translation_of", ""), told["language"])
        return told

    def _pair(self, text: str, language: str) -> "Post | None":
        own = self.post.translation_of if self.post else None
        if not text or (own and own.title == text and own.language != language):
            return own if text else None
        other = Language.ENGLISH if language == Language.LATVIAN else Language.LATVIAN
        found = posts_meant(text, other, but=self.post)
        if len(found) == 1:
            return found[0]
        self.add_error(
            "translation_of", [*_which(found)] if found else _("Tāda raksta otrā valodā nav. Ielīmējiet tā adresi.")
        )
        return None

    @property
    def facts(self) -> Mapping[str, Any]:
        return {field: self.cleaned_data[field] for field in POST_FIELDS}

    @property
    def trip(self) -> Mapping[str, Any] | None:
        if self.cleaned_data["section"] != Section.EXCURSIONS:
            return None
        return {field: self.cleaned_data[field] for field in TRIP_FIELDS}


def _which(found: "list[Post]") -> list[str]:
    named = [f"{post.title}: {post_address(post)}" for post in found]
    return [_("Tādu rakstu ir vairāki. Ielīmējiet īstā adresi:"), *named]


def values_of(post: "Post") -> dict[str, Any]:
    """What a form of a post begins with."""
    values = {field: getattr(post, field) for field in POST_FIELDS}
    values["picture"] = post.picture.public_id if post.picture else ""
    values["translation_of"] = post.translation_of.title if post.translation_of else ""
    trip = getattr(post, "trip", None)
    if trip is not None:
        values |= {field: getattr(trip, field) for field in TRIP_FIELDS}
        values["price_cents"] = "" if trip.price_cents is None else in_euros(trip.price_cents)
    return values | {"stamp": post.revision}
