"""Latvian text: an order that needs no ICU in the database, and a folding for search."""

import unicodedata

# Letters of their own in the Latvian alphabet: after every word that goes on with a plain letter. '~' stands after 'z' in ASCII.
_OWN_LETTERS = {"č": "c~", "ģ": "g~", "ķ": "k~", "ļ": "l~", "ņ": "n~", "ŗ": "r~", "š": "s~", "ž": "z~"}


def sort_key(text: str) -> str:
    """The text's place in Latvian order (that of ICU's `lv`), for a column with COLLATE "C".

    Three levels, as in every collation: letters first; then the length of vowels (a < ā, i < y); then case.
    """
    letters, accents, cases = [], [], []
    for character in unicodedata.normalize("NFC", text):
        lower = character.lower()
        cases.append("1" if character != lower else "0")
        if lower in _OWN_LETTERS:
            letters.append(_OWN_LETTERS[lower])
            accents.append("0")
            continue
        base = unicodedata.normalize("NFD", lower)
        letters.append("i" if base[0] == "y" else base[0])
        accents.append("1" if len(base) > 1 or base[0] == "y" else "0")
    return "\x01".join(("".join(letters), "".join(accents), "".join(cases)))


def search_key(text: str) -> str:
    """Lower case without diacritics, words parted by one space: «Bērziņš» and «Berzins» fold to the same."""
    folded = unicodedata.normalize("NFD", text.casefold())
    plain = "".join(c if c.isalnum() else " " for c in folded if not unicodedata.combining(c))
    return " ".join(plain.split())
