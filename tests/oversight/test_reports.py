"""Reports to the school and their answers (C5)."""

from collections import Counter
from dataclasses import replace

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories.people import actor_of, make_account, make_person, make_session
from tests.factories.small_school import SmallSchool, make_small_school
from zvans.accounts.models import Session
from zvans.audit.models import Action
from zvans.lib.database.sight import in_sight_of
from zvans.lib.policy import NotAllowedNow, TooOften
from zvans.notifications.models import Notice
from zvans.oversight.actions.reports import (
    answer_report,
    choose_responsible,
    hand_report_on,
    report_login_known,
    report_wrong,
    take_report,
)
from zvans.oversight.models import Report
from zvans.oversight.queries.reports import reports_for_support
from zvans.oversight.tasks import tell_schools

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> SmallSchool:
    return make_small_school()


def reported(school: SmallSchool) -> Report:
    return report_wrong(
        school=school.school, text="Nevar atvērt", context={"page": "/week/"}, by=school.actor("mother")
    )


def read_again(report: Report) -> Report:
    with in_sight_of([report.school_id]):
        return Report.objects.select_related("school").get(pk=report.pk)


def told(school: SmallSchool, who: str) -> list[str]:
    return [notice.kind for notice in Notice.objects.filter(account=school.accounts[who])]


def test_the_responsible_is_told_and_the_one_who_reported_gets_the_answer(school: SmallSchool) -> None:
    head = school.accounts["head"].person
    choose_responsible(school=school.school, person=head, contact="12. kabinets", by=school.actor("head"))
    school.school.refresh_from_db()
    report = reported(school)
    assert told(school, "head") == ["report_received"]
    take_report(report=read_again(report), by=school.actor("head"))
    answer_report(report=read_again(report), answer="Salabots.", by=school.actor("head"))
    found = read_again(report)
    assert (found.state, found.answer, found.assigned_to, found.revision) == ("closed", "Salabots.", head, 3)
    assert told(school, "mother") == ["report_answered"]
    assert not Action.objects.filter(details__icontains="Nevar").exists()  # what somebody wrote is not in the record


def test_two_who_answer_at_once_the_second_is_told(school: SmallSchool) -> None:
    report = reported(school)
    first, second = read_again(report), read_again(report)
    answer_report(report=first, answer="Salabots.", by=school.actor("head"))
    with pytest.raises(NotAllowedNow, match="tikmēr"):
        answer_report(report=second, answer="Nav ko labot.", by=school.actor("superuser"))
    with pytest.raises(NotAllowedNow, match="jau ir atbildēts"):
        take_report(report=read_again(report), by=school.actor("superuser"))
    assert read_again(report).answer == "Salabots."


def test_a_known_password_ends_every_other_session_at_once(school: SmallSchool) -> None:
    mother = school.accounts["mother"]
    for _ in range(3):
        make_session(mother)
    mine = Session.objects.filter(account=mother).latest("pk")
    by = replace(school.actor("mother"), session_id=mine.pk)
    report = report_login_known(school=school.school, by=by)
    assert list(Session.objects.filter(account=mother)) == [mine]
    assert (report.kind, report.role, report.text) == ("login_known", "mother", "")


def test_nobody_buries_a_school_in_reports(school: SmallSchool, client: Client) -> None:
    """Ten at once, then one an hour, for each account; that a password is known can be said nevertheless, and ends sessions always."""
    for _ in range(10):
        reported(school)
    with pytest.raises(TooOften) as refusal:
        reported(school)
    assert 3500 < refusal.value.seconds <= 3600
    school.sign_in(client, "mother")
    typed = {"school": school.school.code, "text": "Nevar atvērt", "page": "/week/"}
    assert client.post("/account/report/", typed).status_code == 429
    report_wrong(school=school.school, text="Arī", context={}, by=school.actor("other_mother"))
    for _ in range(10):
        report_login_known(school=school.school, by=school.actor("mother"))
    make_session(school.accounts["mother"])
    with pytest.raises(TooOften):
        report_login_known(school=school.school, by=school.actor("mother"))
    assert not Session.objects.filter(account=school.accounts["mother"]).exists()
    mother = school.accounts["mother"]
    tell_schools(mother.pk, "mother")  # the job behind the same button: it does not fail
    with in_sight_of([school.school.pk]):
        assert Counter(Report.objects.values_list("person", "kind")) == {
            (mother.person_id, "wrong"): 10, (mother.person_id, "login_known"): 10,
            (school.accounts["other_mother"].person_id, "wrong"): 1,
        }  # fmt: skip


def test_the_support_sees_what_schools_have_handed_on_and_nothing_else(school: SmallSchool) -> None:
    report = reported(school)
    reported(school)
    hand_report_on(report=read_again(report), by=school.actor("head"))
    assert [row.pk for row in reports_for_support()] == [report.pk]
    support = make_account(make_person("Agris", "Atbalsts"), offices=["support"])
    answer_report(report=reports_for_support()[0], answer="Palaidiet vēlreiz.", by=actor_of(support))
    assert read_again(report).answer == "Palaidiet vēlreiz."
    assert timezone.now() >= read_again(report).changed_at
