"""What tickets that were emptied once said goes from the history of rows too, which nobody who serves can delete (J3)."""

from django.db import migrations

# Run by whoever serves, with the rights of the tables' owner. Whatever is asked, it is only of tickets that are emptied already, and that
# have rested for half a year.
_FORGET = """
CREATE FUNCTION forget_ticket_history(tickets bigint[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE forgotten bigint;
BEGIN
    WITH emptied AS (
        SELECT id FROM portal_ticket WHERE id = ANY(tickets) AND text = '' AND changed_at < now() - interval '180 days'
    ), gone AS (
        SELECT 'portal_ticket' AS "table", id FROM emptied
        UNION ALL
        SELECT 'portal_ticketentry', e.id FROM portal_ticketentry e JOIN emptied ON emptied.id = e.ticket_id WHERE e.text = ''
    )
    DELETE FROM audit_change c USING gone WHERE c.row_id = gone.id AND c."table" = gone."table";
    GET DIAGNOSTICS forgotten = ROW_COUNT;
    RETURN forgotten;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0006_let_the_owner_forget_history"),
        ("portal", "0004_edition_of_what_changed"),
    ]

    operations = [migrations.RunSQL(_FORGET, "DROP FUNCTION forget_ticket_history(bigint[])")]
