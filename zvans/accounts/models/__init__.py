from zvans.accounts.models.account import Account, SignInName
from zvans.accounts.models.person import Person, PersonalCode
from zvans.accounts.models.session import Session

__all__ = ["Account", "Person", "PersonalCode", "Session", "SignInName"]
