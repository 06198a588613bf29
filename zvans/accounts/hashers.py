"""Argon2id with the parameters of docs/architecture.md: 19 MiB, two passes, one lane (B8)."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2id(Argon2PasswordHasher):
    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1


class Argon2idForTests(Argon2PasswordHasher):
    """The same algorithm as cheap as it goes; chosen by the test settings only."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1
