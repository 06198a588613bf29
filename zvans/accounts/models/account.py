from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from zvans.accounts.enums import Door, Office, Role
from zvans.accounts.models.person import Person


class Account(models.Model):
    """A person at one door. Who is both staff and guardian has two accounts (B4)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="accounts")
    door = models.CharField(max_length=10, choices=Door.choices)
    password = models.CharField(max_length=200, blank=True)  # empty: nothing issued yet, nothing opens it
    is_active = models.BooleanField(default=True)
    # The schools whose rows the database lets this account's transactions touch; kept by the actions that change memberships.
    school_ids = ArrayField(models.BigIntegerField(), default=list)
    label = models.CharField(
        max_length=200, blank=True
    )  # the school, or the children: stands beside the name on every page
    managed_ids = ArrayField(
        models.BigIntegerField(), default=list, db_default=[]
    )  # schools whose set-up is this account's to see to
    offices = ArrayField(
        models.CharField(max_length=12, choices=Office.choices), default=list, db_default=[]
    )  # what the operator has entrusted to it, beside work in schools (B14); kept by the actions that give and end offices
    password_is_issued = models.BooleanField(
        default=False, db_default=False
    )  # not chosen: changed at the first sign-in (B5)
    password_set_at = models.DateTimeField(null=True, blank=True)
    password_known_at = models.DateTimeField(
        null=True, blank=True
    )  # its person says that somebody knows it (B12): until another is chosen, a passkey alone opens nothing
    terms_version = models.PositiveSmallIntegerField(default=0, db_default=0)  # the last one accepted (C1)
    has_second_factor = models.BooleanField(
        default=False, db_default=False
    )  # kept by the actions on passkeys and codes
    second_factor_from = models.DateTimeField(
        null=True, blank=True
    )  # from then on required: by a school, or by an office
    longest_session_days = models.PositiveSmallIntegerField(
        default=30, db_default=30
    )  # for how long it may stay signed in: the strictest of its schools, kept as school_ids are
    barred_until = models.DateTimeField(null=True, blank=True)  # C4
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "door"], name="one_account_a_door")]

    class Privacy:
        fields = {
            "person": "identifier", "door": "record", "password": "secret", "is_active": "record",
            "school_ids": "record", "label": "personal", "managed_ids": "record", "offices": "record",
            "password_is_issued": "record", "password_set_at": "record", "password_known_at": "record", "terms_version": "record",
            "has_second_factor": "record", "second_factor_from": "record", "longest_session_days": "record",
            "barred_until": "record", "created_at": "record",
        }  # fmt: skip


class SignInName(models.Model):
    """What may be typed as a username for an account, and the role it stands for.

    A pupil's personal code is the name of the pupil's own account and of each guardian's (B2): many rows with one hash, told apart by
    the password. A guardian of three children has three names. A name that the person has chosen (B2) is nobody else's at that door.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="names")
    door = models.CharField(max_length=10, choices=Door.choices)
    name_hash = models.BinaryField(max_length=32)
    role = models.CharField(max_length=12, choices=Role.choices)
    is_chosen = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["door", "name_hash", "account"], name="sign_in_name_once"),
            models.UniqueConstraint(
                fields=["door", "name_hash"], name="chosen_name_of_one_account", condition=models.Q(is_chosen=True)
            ),
        ]

    class Privacy:
        fields = {
            "account": "identifier", "door": "record", "name_hash": "secret", "role": "record", "is_chosen": "record",
        }  # fmt: skip
