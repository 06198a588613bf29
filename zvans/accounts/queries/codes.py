from zvans.accounts.models import PersonalCode
from zvans.accounts.personal_code import keys


def missing_keys() -> list[str]:
    """Ids of the keys that stored personal codes need and this installation does not have: with them missing, nobody can sign in."""
    return sorted(set(PersonalCode.objects.values_list("key_id", flat=True).distinct()) - set(keys()))
