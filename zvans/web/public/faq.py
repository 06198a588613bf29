"""Common questions as pages show them: those that apply here, by who asks and by words (A9). Each has an address of its own."""

from dataclasses import replace

from django.conf import settings
from django.utils.translation import gettext

from zvans.portal.queries.search import stems_in
from zvans.portal.wording import has_all
from zvans.web.public.faq_questions import QUESTIONS, Asker, Question

__all__ = ["Question", "find_questions", "questions"]


def questions(asker: Asker | None = None) -> list[Question]:
    """Those of one asker and of everybody, or all. Where text messages are on, the first answer begins with them (S15)."""
    all_there_are = [one for one in QUESTIONS if not one.needs or getattr(settings, one.needs)]
    if settings.SMS_ENABLED:
        all_there_are[0] = _with_text_messages(all_there_are[0])
    return [one for one in all_there_are if asker is None or not one.askers or asker in one.askers]


def find_questions(words: str, asker: Asker | None = None) -> list[Question]:
    """Those that have each of the words, in whatever form and without regard to diacritics: in the title first. None for no words."""
    stems = stems_in(words)
    if not stems:
        return []
    found = [one for one in questions(asker) if has_all(f"{one.title} {' '.join(map(str, one.answer))}", stems)]
    return sorted(found, key=lambda one: not has_all(str(one.title), stems))


def _with_text_messages(forgotten: Question) -> Question:
    by_text = gettext(
        "Skolēni, vecāki un citas atbildīgās personas: nosūtiet īsziņu %(keyword)s xxxxxx-xxxxx (skolēna personas kods) uz %(number)s "
        "no tālruņa, kura numuru zina skola. Atbildē būs saite jaunai parolei."
    ) % {"keyword": settings.SMS_KEYWORD, "number": settings.SMS_NUMBER}
    return replace(forgotten, answer=(by_text, *forgotten.answer))
