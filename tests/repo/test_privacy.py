"""Every field of every table says what kind of data it is (J3)."""

import pytest
from django.apps import apps

CLASSES = {"public", "school", "record", "identifier", "personal", "contact", "education", "preference", "secret"}
OURS = [model for model in apps.get_models() if model.__module__.startswith("zvans.")]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_field_is_classified(model: type) -> None:
    named = {field.name for field in model._meta.local_fields if not field.primary_key}  # type: ignore[attr-defined]
    fields = model.Privacy.fields  # type: ignore[attr-defined]
    assert set(fields) == named
    assert set(fields.values()) - CLASSES == set()
