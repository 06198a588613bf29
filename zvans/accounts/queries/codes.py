from zvans.accounts.models import CodeGenerator, PersonalCode
from zvans.accounts.personal_code import keys


def missing_keys() -> list[str]:
    """Ids of the keys that what is stored needs and this installation does not have: with them missing, nobody can sign in."""
    used = {
        key
        for model in (PersonalCode, CodeGenerator)
        for key in model.objects.values_list("key_id", flat=True).distinct()
    }
    return sorted(used - set(keys()))
