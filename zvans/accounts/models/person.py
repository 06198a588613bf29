from django.db import models
from django.db.models.functions import Collate, Length, Now, Right

from zvans.accounts.enums import Sex
from zvans.audit.history import recorded_history
from zvans.lib.public_id import new_public_id
from zvans.lib.text import search_key, sort_key


class Person(models.Model):
    """A human being, once in the whole installation, whatever schools and roles they have."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80)
    sort_key = models.CharField(max_length=400, db_collation="C", editable=False)
    search_key = models.CharField(max_length=200, editable=False)
    born_on = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=1, choices=Sex.choices, blank=True, default="", db_default="")
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    revision = models.PositiveIntegerField(
        default=1, db_default=1
    )  # raised by every correction: two who edit one person find out

    class Meta:
        indexes = [
            models.Index(fields=["search_key"], name="person_search_key", opclasses=["varchar_pattern_ops"]),
            # Folding keeps the length of a name, so the right end of the key is the given name.
            models.Index(Collate(Right("search_key", Length("given_name")), "C"), name="person_given_key"),
            models.Index(fields=["born_on"], name="person_born_on"),
        ]
        triggers = recorded_history(of_school=False)

    class Privacy:
        fields = {
            "public_id": "identifier", "given_name": "personal", "family_name": "personal", "sort_key": "personal",
            "search_key": "personal", "born_on": "personal", "sex": "personal", "phone": "contact", "email": "contact",
            "revision": "record",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}"

    def save(self, *args: object, **kwargs: object) -> None:
        self.fill_keys()
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def register_name(self) -> str:
        """As a class register lists people: family name first."""
        return f"{self.family_name} {self.given_name}"

    def fill_keys(self) -> None:
        """Set what is derived from the name; `save` does it, a bulk write calls it."""
        self.sort_key = sort_key(f"{self.family_name} {self.given_name}")
        self.search_key = search_key(f"{self.family_name} {self.given_name}")


class PersonalCode(models.Model):
    """A personal code a person has or had. A code changed by law closes the old row and opens a new one."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="codes")
    keyed_hash = models.BinaryField(max_length=32)
    key_id = models.CharField(max_length=20)
    encrypted = models.BinaryField()
    ends_on = models.DateField(null=True, blank=True)
    entered_at = models.DateTimeField(db_default=Now())  # when it became this person's: by a code one may sign in (B15)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["keyed_hash"], name="personal_code_of_one_person")]

    class Privacy:
        fields = {
            "person": "identifier", "keyed_hash": "secret", "key_id": "record", "encrypted": "secret", "ends_on": "record",
            "entered_at": "record",
        }  # fmt: skip
