from zvans.accounts.models.account import Account, SignInName
from zvans.accounts.models.agreement import Agreement
from zvans.accounts.models.allowance import Allowance
from zvans.accounts.models.bar import Bar
from zvans.accounts.models.device import Device
from zvans.accounts.models.password_way import PasswordWay
from zvans.accounts.models.person import Person, PersonalCode
from zvans.accounts.models.second_factor import CodeGenerator, Passkey, RecoveryCode
from zvans.accounts.models.session import Session

__all__ = [
    "Account", "Agreement", "Allowance", "Bar", "CodeGenerator", "Device", "Passkey", "PasswordWay", "Person", "PersonalCode",
    "RecoveryCode", "Session", "SignInName",
]  # fmt: skip
