from django.db.models import QuerySet

from zvans.accounts.models import Bar, Person


def bars_of(person: Person) -> QuerySet[Bar]:
    """All that were laid on a person, the newest first; those that are over too."""
    return Bar.objects.filter(person=person).order_by("-starts_at", "-pk")


def bar_of(person: str, bar: str) -> Bar | None:
    return Bar.objects.filter(person__public_id=person, public_id=bar).select_related("person").first()
