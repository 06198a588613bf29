from zvans.portal.models.advert import Advert, AdvertDay
from zvans.portal.models.comment import Comment, Commenter, CommentReport
from zvans.portal.models.counting import DailySalt, PostCount, PostDay, PostVisit
from zvans.portal.models.edition import Edition
from zvans.portal.models.picture import Picture
from zvans.portal.models.post import Post, Trip
from zvans.portal.models.ticket import Ticket, TicketEntry
from zvans.portal.models.word import SearchWord

__all__ = [
    "Advert",
    "AdvertDay",
    "Comment",
    "CommentReport",
    "Commenter",
    "DailySalt",
    "Edition",
    "Picture",
    "Post",
    "PostCount",
    "PostDay",
    "PostVisit",
    "SearchWord",
    "Ticket",
    "TicketEntry",
    "Trip",
]
