"""Words as the search compares them, all of them folded (`lib.text.search_key`)."""

LONGEST = 40

# Endings of Latvian nouns, adjectives and verbs, folded, the longest first: what is left finds every form of the word.
_ENDINGS = (
    "iem", "ajam", "ajiem", "ajos", "ajas", "ajai", "ies", "am", "as", "em", "es", "is", "us", "os", "um", "ai", "ei", "ie", "ij", "im",
    "a", "e", "i", "o", "s", "u",
)  # fmt: skip
_SHORTEST_STEM = 4


def cuts_of(word: str) -> list[str]:
    """The word, and what is left when one of its letters is missing: two words a slip apart (a letter too many, too few, another,
    or two that changed places) share one of these."""
    return sorted({word, *(word[:place] + word[place + 1 :] for place in range(len(word)))})


def stem_of(word: str) -> str:
    """The word without its ending, if enough is left of it: «ekskursijas» and «ekskursiju» have the same."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending)
    return word
