"""What keeps ending is started again ever more seldom; that it is started at all, `tests/kill` shows on the whole program (K5)."""

from zvans.program.supervision import Backoff


def starts(lives: list[float]) -> list[float]:
    """Seconds from each end to the start after it, for something that lives as long as `lives` say. Looked at twice a second."""
    now = 0.0
    pause = Backoff(clock=lambda: now)
    waited = []
    for life in lives:
        now += life
        ended = now
        while not pause.may_start():
            now += 0.5
        waited.append(now - ended)
        pause.has_started()
    return waited


def test_what_keeps_ending_is_started_at_once_and_then_after_longer_and_longer_pauses() -> None:
    assert starts([60, 1, 1, 1, 1, 1, 1]) == [0, 1, 2, 4, 8, 15, 15]


def test_what_has_lived_well_meanwhile_is_started_at_once() -> None:
    assert starts([60, 1, 1, 11, 1]) == [0, 1, 2, 0, 1]


def test_a_start_that_fails_is_tried_again_later() -> None:
    now = 0.0
    pause = Backoff(clock=lambda: now)
    now = 60.0
    tried = []
    for _ in range(20):
        if pause.may_start():
            tried.append(now - 60)
            pause.has_failed()
        now += 0.5
    assert tried == [0, 1, 3, 7]
