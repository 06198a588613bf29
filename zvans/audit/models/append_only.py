"""What the tables of the record allow beside adding to them."""

# Who forgets is a function of the database with the rights of the table's owner, who is nobody that serves; each says what it may forget:
# `forget_actions`, `forget_ticket_history`.
IS_OWNER = "current_user = (SELECT relowner::regrole::text FROM pg_class WHERE oid = TG_RELID)"
