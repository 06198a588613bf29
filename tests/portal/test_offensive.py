"""What holds a comment (A8, S53): what is meant is caught however it is written, and ordinary words are not."""

from pathlib import Path
from typing import Any

import pytest

from zvans.portal.offensive import has_link, offensive_words

OUTSIDE = Path(__file__).resolve().parents[3] / "shared/data/profanity-lv.txt"
# What that list has among the rest, and what an honest comment is full of: words of biology, history, the kitchen and the farm.
_ORDINARY_WORDS = (
    "aborts anālais asinsgrēks asiņaina atloks biedrība bumbiņas cirvis dambis dievbijīgs dūriens dzemde dzimums egoisms ellē "
    "gailis gaiļus hitlers iekāre iekļūt incītis izdomājums izplatība izšļākt kakls kakts kapsula krūtis kucēns kule kārts "
    "labestība labsirdīgs loka lops lose maksts muca nacisti nacists nikns nimfa nomocīts nopelt norīt palēnināt paraut "
    "petene pogām pupi ragveida reperis retums rimšana rozete rumpis saraustīties sasodīts satvert skrūvēšana smirdēt somas "
    "sunītis sēklinieki sūkāt urīnizvadkanāls urīns uzcelt vafele zīle ēzeļi "
).split()
ORDINARY = [*_ORDINARY_WORDS, "ej bekot", "taisnās zarnas", "x nominālā"]


@pytest.mark.parametrize(
    "text",
    [
        "Tu esi idiots", "IDIOTS", "suuuudi", "s ū d i", "i.d.i.o.t.s", "p1zda", "p*zda", "хуйня", "сука", "Fuuuck", "d3bils", "su'di",
        "aizpisies", "piedirst", "kuces bērns", "Heil Hitler", "$uds", "ej d i r s t", "pi.da.rs",
    ],
)  # fmt: skip
def test_what_is_meant_is_caught(text: str) -> None:
    assert offensive_words(text) != []


def test_it_says_which_words() -> None:
    assert offensive_words("Tu idiots un i d i o t s, idiots.") == ["idiots", "i d i o t s"]


def test_ordinary_words_and_names_pass() -> None:
    text = (
        "Pistole, pistācijas, pistons un biatlona piste; sudrabs, Sudāna, sūdzība, apsūdzēt, sūdzēties, Sudmalis. Bezdelīga, bezdarbs, "
        "bezdibenis; kucēns, zobu suka, maukt cimdus, uzmauc. Pakaļ pakalnam pakalpojums; jebkurš, jebkad, jebšu. Jāņos pīsim vainagus, "
        "nopīsim. Tapis raksts. Nigērija un Nigēra; fagots, pedikīrs, pediatrs, sekstants, sekstets, sekcija. Mizot kartupeļus, miza. "
        "Nomizot. Analīze, analfabēts, pidžama, klase, asas, ass, pirts, pirksts, "
        "kurvis, kurvja, Zaļupe, blēt, blēdis, zīds, zīda. Huligāns, Hugo, "
        "Dauna sindroms, Stīvs Džobs, episks, bīskaps, jāšanas sports, zirgs jāja, lopkopība, jaunlopi, mājas lapa, 5. klase, 10. b, "
        "plkst. 8.30, u. c., t. i., it was a shift in the assembly, Scunthorpe, pass, class, Essex; Krūmiņš, Pižiks, Kūkojs."
    )
    assert offensive_words(text) == []
    assert offensive_words(" ".join(ORDINARY)) == []


@pytest.mark.parametrize(
    ("text", "is_link"),
    [
        ("https://a.lv", True), ("skat. manalapa.lv/jauns", True), ("WWW.PIEMERS.COM", True), ("raksti man@epasts.lv", True),
        ("t.me/kanals", True), ("Beidzās.Sākās atkal", False), ("plkst. 8.30", False), ("u.c. un t.i.", False), ("Latvija", False),
    ],
)  # fmt: skip
def test_links_are_seen(text: str, is_link: bool) -> None:
    assert has_link(text) == is_link


@pytest.mark.skipif(not OUTSIDE.is_file(), reason="the list of others lies beside the repository, not in it")
def test_of_a_list_by_others_nine_of_ten_are_caught(record_property: Any) -> None:
    """It is read where it lies and not copied; what it has of ordinary words does not count."""
    lines = [line.strip() for line in OUTSIDE.read_text(encoding="utf-8").splitlines() if line.strip()]
    meant = [line for line in lines if line not in ORDINARY]
    caught = [line for line in meant if offensive_words(line)]
    record_property(
        "counted", f"offensive: {len(caught)} of {len(meant)} caught, beside {len(lines) - len(meant)} ordinary words"
    )
    assert len(caught) / len(meant) >= 0.9, sorted(set(meant) - set(caught))
