"""How much of a country is in the box: SCALE=1 is all of it, 900 schools with 252,000 pupils; SCALE=1/30 is thirty schools."""

import os
from fractions import Fraction

COUNTRY = 900  # schools
DEFAULT = Fraction(1, 30)


def schools() -> int:
    """How many schools SCALE asks for, at least one."""
    said = os.environ.get("SCALE")
    try:
        share = Fraction(said) if said else DEFAULT
    except (ValueError, ZeroDivisionError):
        share = Fraction(0)
    if not 0 < share <= 1:
        raise SystemExit(
            f"SCALE={said}: say a share of the country, 1 for all of it, 1/30 for {COUNTRY // 30} schools."
        )
    return max(1, round(share * COUNTRY))
