"""What forgets does so in the tables of this schema, whatever else there is of their name; and whole acts of which nothing is in history.

A temporary table stands before all schemas that `search_path` names, unless `pg_temp` is among them.
"""

from django.db import migrations

_PATH = "SET search_path = pg_catalog, public, pg_temp"
_DECLARED = """
CREATE OR REPLACE FUNCTION forget_actions(older_than timestamptz, at_most int) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER {path} AS $$
DECLARE forgotten bigint;
"""
# Run by whoever serves, with the rights of the tables' owner. What is younger than a year can't be forgotten, whatever is asked. An act goes
# together with its steps, or, where history refers to any of them or one is young, stays with all of them.
_FORGET = (
    _DECLARED.format(path=_PATH)
    + """
    latest timestamptz := least(older_than, now() - interval '1 year');
BEGIN
    WITH old AS (
        SELECT a.id FROM public.audit_action a
        WHERE a.at < latest AND a.cause_id IS NULL
          AND NOT EXISTS (SELECT FROM public.audit_change c WHERE c.action_id = a.id)
          AND NOT EXISTS (
              SELECT FROM public.audit_action step
              WHERE step.cause_id = a.id
                AND (step.at >= latest OR EXISTS (SELECT FROM public.audit_change c WHERE c.action_id = step.id))
          )
        ORDER BY a.at LIMIT at_most
    ), chains AS (
        SELECT id FROM old UNION ALL SELECT step.id FROM public.audit_action step JOIN old ON step.cause_id = old.id
    )
    DELETE FROM public.audit_action a USING chains WHERE a.id = chains.id;
    GET DIAGNOSTICS forgotten = ROW_COUNT;
    RETURN forgotten;
END $$
"""
)
_AS_BEFORE = (
    _DECLARED.format(path="SET search_path = public")
    + """
BEGIN
    WITH old AS (
        SELECT a.id FROM audit_action a
        WHERE a.at < least(older_than, now() - interval '1 year') AND a.cause_id IS NULL
          AND NOT EXISTS (SELECT FROM audit_change c WHERE c.action_id = a.id)
          AND NOT EXISTS (SELECT FROM audit_action step WHERE step.cause_id = a.id)
        ORDER BY a.at LIMIT at_most
    )
    DELETE FROM audit_action a USING old WHERE a.id = old.id;
    GET DIAGNOSTICS forgotten = ROW_COUNT;
    RETURN forgotten;
END $$
"""
)
_TICKETS = "ALTER FUNCTION forget_ticket_history(bigint[]) "


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0006_let_the_owner_forget_history"),
        ("portal", "0005_forget_history_of_tickets"),
    ]

    operations = [
        migrations.RunSQL(_FORGET, _AS_BEFORE),
        migrations.RunSQL(_TICKETS + _PATH, _TICKETS + "SET search_path = public"),
    ]
