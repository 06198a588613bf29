"""Jobs of this package, found by their names."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from zvans.audit.actor import Actor
from zvans.portal.actions import counting, pictures, retention, ticket_mail
from zvans.portal.actions.offer_answers import OFFER_JOB
from zvans.portal.actions.offer_mail import mail_offer_answer
from zvans.portal.actions.tickets import ANSWER_JOB, COPY_JOB, DESK_JOB

_EMAIL_TRIES = RetryStrategy(max_attempts=8, exponential_wait=4)  # after seconds, then minutes, then hours: for a day


@app.task(name=COPY_JOB, retry=_EMAIL_TRIES)
def email_ticket_copy(ticket_id: int) -> None:
    ticket_mail.email_copy(ticket_id)


@app.task(name=DESK_JOB, retry=_EMAIL_TRIES)
def email_support(ticket_id: int) -> None:
    ticket_mail.email_desk(ticket_id)


@app.task(name=ANSWER_JOB, retry=_EMAIL_TRIES)
def email_ticket_answer(entry_id: int) -> None:
    ticket_mail.email_answer(entry_id)


@app.task(name=OFFER_JOB, retry=_EMAIL_TRIES)
def email_offer_answer(post_id: int, is_accepted: bool, answer: str) -> None:
    mail_offer_answer(post_id, is_accepted=is_accepted, answer=answer)


@app.periodic(cron="7 0 * * *")
@app.task(name="forget_visits", queueing_lock="forget_visits")
def forget_visits(timestamp: int) -> None:
    """Every night. `timestamp` is when it was due, in seconds of Unix time."""
    counting.forget_visits(by=Actor.system("worker"))


@app.periodic(cron="17 3 * * *")
@app.task(name="sweep_pictures", queueing_lock="sweep_pictures")
def sweep_pictures(timestamp: int) -> None:
    """Every night. `timestamp` is when it was due, in seconds of Unix time."""
    pictures.sweep_pictures(by=Actor.system("worker"))


@app.periodic(cron="27 3 * * *")
@app.task(name="forget_tickets", queueing_lock="forget_tickets")
def forget_tickets(timestamp: int) -> None:
    """Every night. `timestamp` is when it was due, in seconds of Unix time."""
    retention.forget_tickets(by=Actor.system("worker"))
