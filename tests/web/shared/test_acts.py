"""Each action that the record can hold is read in words (C2)."""

import ast
from pathlib import Path

from zvans.web.shared.acts import ACTS

ZVANS = Path(__file__).resolve().parents[3] / "zvans"
# Actions whose name is put together, or handed to the place that records it.
BY_NAME = {
    *(f"{what}_{kind}" for what in ("add", "rename", "remove") for kind in ("room", "subject")),
    "remove_outcome", "restore_outcome", "cancel_lesson", "restore_lesson",
    "add_code_generator", "remove_code_generator", "add_passkey", "remove_passkey", "renew_recovery_codes",
    "prove_again", "prove_again_refused",
    *(f"{what}_ticket" for what in ("take", "give", "answer", "note", "close", "reopen", "hold", "release")), "show_suggestion",
    "read_guardian", "read_pupil_data", "read_pupil_file", "issue_letter", "issue_sms",
    "correct_guardian",  # the family's name for `correct_person`
}  # fmt: skip
RECORDS = ("recorded", "record_of_each", "record_reading")


def recorded_names() -> set[str]:
    calls = (
        node
        for file in ZVANS.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Call)
    )
    named = (
        call.args[0] for call in calls if isinstance(call.func, ast.Name) and call.func.id in RECORDS and call.args
    )
    return {str(name.value) for name in named if isinstance(name, ast.Constant)}


def test_every_action_has_its_words_and_no_words_are_left_over() -> None:
    assert sorted(recorded_names() | BY_NAME) == sorted(ACTS)
