"""What an account keeps of its person's memberships: the schools whose rows it may touch, the label beside the name (B11), its offices,
the day from which it needs a second factor (B10, B14), and until when its person is barred (C4).

They follow from enrolments, guardianships, employments and offices that have not ended, so that a pupil enrolled in August can sign in
before the first of September. One statement a door, for one person or for a country.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.timezone import localtime
from procrastinate.contrib.django import app

from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.database.sight import in_sight_of
from zvans.lib.dates import today
from zvans.schools.enums import MANAGING, PERMISSIONS
from zvans.schools.models import Employment, Enrolment, Guardianship, OfficeHolder, Position

_KINDS = sorted(kind for kind, permissions in PERMISSIONS.items() if permissions & MANAGING)

# A pupil's place is the class that counts on the day, one for each school; a guardian has the places of all wards.
# Of all bars from the system that are not lifted the longest holds, one without a term until 2200: also for an account opened since.
_FAMILY = """
WITH ward AS (
    SELECT guardian_id AS owner_id, pupil_id FROM schools_guardianship
    WHERE guardian_id = ANY(%(people)s) AND (ends_on IS NULL OR ends_on >= %(on)s) AND access <> 'none'
    UNION
    SELECT key, key FROM unnest(%(people)s::bigint[]) AS key
), place AS (
    SELECT DISTINCT ON (e.pupil_id, e.school_id) e.pupil_id, e.school_id, g.name || ' · ' || s.short_name AS label
    FROM schools_enrolment e
    JOIN schools_classgroup g ON g.id = e.class_group_id
    JOIN schools_school s ON s.id = e.school_id
    WHERE e.pupil_id IN (SELECT pupil_id FROM ward) AND (e.ends_on IS NULL OR e.ends_on >= %(on)s)
    ORDER BY e.pupil_id, e.school_id, e.starts_on <= %(on)s DESC, e.starts_on DESC
), pupil AS (
    SELECT place.pupil_id, array_agg(place.school_id) AS schools, string_agg(place.label, ', ' ORDER BY place.label) AS label,
           p.given_name, p.born_on, p.sort_key
    FROM place JOIN accounts_person p ON p.id = place.pupil_id GROUP BY place.pupil_id, p.id
), seen AS (
    SELECT ward.owner_id, array_agg(DISTINCT school ORDER BY school) AS schools
    FROM ward JOIN pupil USING (pupil_id), unnest(pupil.schools) AS school GROUP BY ward.owner_id
), labelled AS (
    SELECT ward.owner_id,
           coalesce(
               string_agg(pupil.given_name, ' · ' ORDER BY pupil.born_on, pupil.sort_key) FILTER (WHERE pupil_id <> owner_id),
               min(pupil.label)
           ) AS label
    FROM ward JOIN pupil USING (pupil_id) GROUP BY ward.owner_id
)
UPDATE accounts_account a SET school_ids = f.schools, label = f.label, longest_session_days = f.days, barred_until = f.barred_until
FROM (
    SELECT key, coalesce(seen.schools, '{}') AS schools, coalesce(left(labelled.label, 200), '') AS label,
           coalesce((SELECT min(s.longest_session_days) FROM schools_school s WHERE s.id = ANY(seen.schools)), 30) AS days,
           (
               SELECT max(coalesce(b.ends_at, '2200-01-01T00:00:00Z')) FROM accounts_bar b
               WHERE b.person_id = key AND b.kind = 'access' AND b.lifted_at IS NULL
           ) AS barred_until
    FROM unnest(%(people)s::bigint[]) AS key
    LEFT JOIN seen ON seen.owner_id = key LEFT JOIN labelled ON labelled.owner_id = key
) f
WHERE a.person_id = f.key AND a.door = 'family'
  AND (a.school_ids, a.label, a.longest_session_days, a.barred_until) IS DISTINCT FROM (f.schools, f.label, f.days, f.barred_until)
"""

# A second factor is needed from the day of the strictest school or office, but not sooner than a day after the person was told
# (B10, B14).
# Who has an office and works nowhere is an officer at the door; with work in a school the same name is that of staff.
_STAFF = """
WITH place AS (
    SELECT e.person_id, e.school_id, coalesce(bool_or(p.kind = ANY(%(kinds)s) OR p.permissions && %(managing)s), false) AS is_managed
    FROM schools_employment e
    LEFT JOIN schools_position p ON p.employment_id = e.id AND (p.ends_on IS NULL OR p.ends_on >= %(on)s)
    WHERE e.person_id = ANY(%(people)s) AND (e.ends_on IS NULL OR e.ends_on >= %(on)s)
    GROUP BY e.person_id, e.school_id
), work AS (
    SELECT place.person_id, array_agg(s.id ORDER BY s.id) AS schools,
           array_agg(s.id ORDER BY s.id) FILTER (WHERE place.is_managed) AS managed,
           left(string_agg(s.short_name, ' · ' ORDER BY s.short_name), 200) AS label,
           min(s.longest_session_days) AS days, min(s.second_factor_from) AS required_on
    FROM place JOIN schools_school s ON s.id = place.school_id GROUP BY place.person_id
), held AS (
    SELECT person_id, array_agg(DISTINCT office ORDER BY office) AS offices, min(starts_on) AS required_on
    FROM schools_officeholder
    WHERE person_id = ANY(%(people)s) AND starts_on <= %(on)s AND (ends_on IS NULL OR ends_on >= %(on)s)
    GROUP BY person_id
), account AS (
    SELECT a.id, a.second_factor_from AS known_from, a.has_second_factor, work.schools, work.managed, work.label, work.days, held.offices,
           (
               SELECT max(coalesce(b.ends_at, '2200-01-01T00:00:00Z')) FROM accounts_bar b
               WHERE b.person_id = a.person_id AND b.kind = 'access' AND b.lifted_at IS NULL
           ) AS barred_until,
           least(
               work.required_on::timestamp AT TIME ZONE %(zone)s, held.required_on::timestamp AT TIME ZONE %(zone)s,
               CASE WHEN EXISTS (SELECT FROM accounts_signinname n WHERE n.account_id = a.id AND n.role = 'operator') THEN a.created_at END
           ) AS required_from
    FROM accounts_account a LEFT JOIN work ON work.person_id = a.person_id LEFT JOIN held ON held.person_id = a.person_id
    WHERE a.person_id = ANY(%(people)s) AND a.door = 'staff'
), named AS (
    UPDATE accounts_signinname n SET role = CASE WHEN f.schools IS NULL THEN 'officer' ELSE 'staff' END
    FROM account f WHERE n.account_id = f.id AND n.role = CASE WHEN f.schools IS NULL THEN 'staff' ELSE 'officer' END
      AND (f.offices IS NOT NULL OR n.role = 'officer')
), kept AS (
    SELECT id, known_from, has_second_factor, coalesce(schools, '{}') AS schools, coalesce(managed, '{}') AS managed,
           coalesce(label, '') AS label, coalesce(days, 30) AS days, coalesce(offices, '{}') AS offices, barred_until,
           CASE WHEN required_from IS NOT NULL
                THEN greatest(required_from, least(known_from, now() + interval '1 day')) END AS needed_from
    FROM account
)
UPDATE accounts_account a SET school_ids = f.schools, label = f.label, managed_ids = f.managed,
    longest_session_days = f.days, offices = f.offices, second_factor_from = f.needed_from, barred_until = f.barred_until
FROM kept f
WHERE a.id = f.id
  AND (a.school_ids, a.label, a.managed_ids, a.longest_session_days, a.offices, a.second_factor_from, a.barred_until)
      IS DISTINCT FROM (f.schools, f.label, f.managed, f.days, f.offices, f.needed_from, f.barred_until)
RETURNING a.id, CASE WHEN f.known_from IS NULL AND NOT f.has_second_factor THEN f.needed_from END
"""
_NOTICE_JOB = "tell_account"  # of the package above

# Who may stay signed in for a shorter time than when they signed in: a school became stricter, or they came to a stricter one.
_SESSIONS = """
UPDATE accounts_session s SET expires_at = least(s.expires_at, s.created_at + make_interval(days => f.days, hours => f.hours))
FROM (
    SELECT id, longest_session_days AS days, CASE WHEN longest_session_days = 0 THEN %(hours)s ELSE 0 END AS hours
    FROM accounts_account WHERE person_id = ANY(%(people)s)
) f
WHERE s.account_id = f.id AND s.is_kept
"""


def refresh_accounts(person_ids: Iterable[int], on: date | None = None) -> None:
    """Bring the accounts of these people into agreement with their memberships. Part of the action that changed them.

    Whoever newly needs a second factor is told. A guardian may have wards in schools that the action does not touch:
    for these statements every school is in sight.
    """
    people = sorted(set(person_ids))
    values: dict[str, Any] = {"people": people, "on": on or today(), "kinds": _KINDS, "managing": sorted(MANAGING)}
    with in_sight_of(None), connection.cursor() as cursor:
        cursor.execute(_FAMILY, values)
        cursor.execute(_STAFF, values | {"zone": settings.TIME_ZONE})
        asked = [(account, needed_from) for account, needed_from in cursor.fetchall() if needed_from]
        cursor.execute(_SESSIONS, {"people": people, "hours": settings.SESSION_HOURS})
    for account, needed_from in asked:
        day = date_format(localtime(needed_from), "d.m.Y. H:i")
        app.configure_task(_NOTICE_JOB).defer(account_id=account, kind="factor_required", details={"from": day})


def refresh_turned_accounts(*, since: date, by: Actor) -> int:
    """Refresh everybody whose membership began or ended after the day `since`, up to today; returns how many people that are.

    Pages look at dates themselves. What an account repeats (the schools that the database lets it touch, its label) would otherwise stay as
    it was on the day of the last change.
    """
    on = today()
    turned = Q(starts_on__gt=since, starts_on__lte=on) | Q(ends_on__gte=since, ends_on__lt=on)
    with in_sight_of(None):
        pupils = set(Enrolment.objects.filter(turned).values_list("pupil", flat=True))
        people = pupils | set(Guardianship.objects.filter(turned).values_list("guardian", flat=True))
        people |= set(Guardianship.objects.filter(pupil__in=pupils).values_list("guardian", flat=True))
        people |= set(OfficeHolder.objects.filter(turned).values_list("person", flat=True))
        people |= set(Employment.objects.filter(turned, person__isnull=False).values_list("person", flat=True))
        people |= set(
            Position.objects.filter(turned, employment__person__isnull=False).values_list(
                "employment__person", flat=True
            )
        )
    with recorded("refresh_turned_accounts", by=by, schools=[], people=len(people)):
        refresh_accounts(people, on)
    return len(people)
