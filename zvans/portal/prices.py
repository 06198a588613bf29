"""What a pupil pays for a trip: kept in cents, written as people write it."""


def in_euros(cents: int) -> str:
    """«3,50»."""
    return f"{cents // 100},{cents % 100:02}"
