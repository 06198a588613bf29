"""How often strangers and people signed in may do what they do on the portal (C7): uses a bucket holds, and how many it loses an hour."""

from zvans.accounts.actions.allowances import Limit

COMMENT = Limit("comment", holds=6, an_hour=30)  # of one person
COMMENT_NAME = Limit("comment_name", holds=5, an_hour=1)  # of one person: who has shed a name is not soon somebody else
REPORT_COMMENT = Limit("report_comment", holds=10, an_hour=20)  # from one source
REPORT_ONCE = Limit(
    "report_once", holds=1, an_hour=1 / (24 * 90)
)  # of one comment from one source: a voice for 90 days
COPY = Limit("copy of a ticket", holds=3, an_hour=0.25)  # to one address: what is above is stored, and not mailed
CONTACT = Limit("contact", holds=5, an_hour=10)  # from one source
OFFER_TRIP = Limit("offer_trip", holds=6, an_hour=3)  # from one source
VISITS = Limit(
    "visits", holds=600, an_hour=300
)  # of one post from one source: a school reads together, a bot goes on and on
SEARCH = Limit("search", holds=60, an_hour=1800)  # from one source
ADVERT = Limit("advert", holds=100, an_hour=1000)  # of one advert from one source: more is a program, and not counted
