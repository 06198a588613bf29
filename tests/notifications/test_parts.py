import pytest

from zvans.notifications.sms.parts import is_seven_bit, parts_of


@pytest.mark.parametrize(
    ("text", "seven_bit", "parts"),
    [
        ("", True, 1),
        ("k" * 160, True, 1),
        ("k" * 161, True, 2),
        ("k" * 306, True, 2),
        ("k" * 307, True, 3),
        ("€" * 80, True, 1),
        ("€" * 81, True, 2),
        ("€" * 153, True, 3),  # 306 places, and none of two is cut in half
        ("ā" * 70, False, 1),
        ("ā" * 71, False, 2),
        ("ā" * 134, False, 2),
        ("ā" * 135, False, 3),
        ("š" + "k" * 69, False, 1),
        ("🙂" * 35, False, 1),
        ("🙂" * 36, False, 2),
        ("🙂" * 67, False, 3),  # 33 of two places in 67
    ],
)
def test_a_text_goes_in_as_many_parts_as_the_network_has_places(text: str, seven_bit: bool, parts: int) -> None:
    assert (is_seven_bit(text), parts_of(text)) == (seven_bit, parts)
