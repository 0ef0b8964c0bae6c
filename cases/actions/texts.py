"""What the office writes to the applicant when something happens to the case."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Text:
    """``body`` is a list of paragraphs; ``number`` and ``permit`` are always known.

    A subject names no case: the postbox names it beside each message.
    """

    subject: Promise | str
    body: tuple[Promise | str, ...]


TEXTS: dict[str, Text] = {
    "lodged": Text(
        _("Your application is lodged"),
        (
            _("You came in person on %(day)s, so your application is now lodged."),
            _("Next, we check that the application is complete. You need not do anything now."),
        ),
    ),
    "begin": Text(
        _("We are examining your application"),
        (
            _("Your application passed the first check and is now under review."),
            _("We must decide by %(due)s at the latest, unless the clock is stopped."),
        ),
    ),
    "extended": Text(
        _("You have more time to answer"),
        (_("The new due date for your answer is %(due)s."),),
    ),
    "request_reopened": Text(
        _("You can still answer a request"),
        (
            _(
                "The letter with our request was delivered to you on %(day)s. We had recorded "
                "%(before)s, and that was wrong."
            ),
            _("The period is counted from the right day: you can answer until %(due)s."),
            "%(clock)s",
        ),
    ),
    "answer_in_time": Text(
        _("Your answer came in time"),
        (
            _(
                "The letter with our request was delivered to you on %(day)s. We had recorded "
                "%(before)s, and that was wrong."
            ),
            _("The period ended on %(due)s, and your complete answer came before it was over."),
        ),
    ),
    "suspended": Text(
        _("The clock of your case is stopped"),
        (
            _("Proceedings were suspended on %(day)s, and the clock is stopped."),
            "%(ground)s",
            _("Legal basis: %(basis)s"),
        ),
    ),
    "resumed": Text(
        _("The clock of your case runs again"),
        (_("Proceedings go on from %(day)s. We must decide by %(due)s at the latest."),),
    ),
    "not_lodged": Text(
        _("Your application was not lodged"),
        (
            _("You did not come to the office in person by %(appear_by)s."),
            _("The application counts as not lodged. You can apply again at any time."),
        ),
    ),
    "withdrawn": Text(
        _("You withdrew your application"),
        (_("The proceedings ended on %(day)s. You can apply again at any time."),),
    ),
    "change_reported": Text(
        _("We have received your report of a change"),
        (
            _("You reported on %(day)s in case %(number)s: %(change)s."),
            "%(content)s",
            "%(late)s",
            _(
                "An officer will take note of it. Your application stays as you filed it; what you "
                "reported stands beside it."
            ),
        ),
    ),
    "biometrics_taken": Text(
        _("Your biometric data were taken"),
        (
            _("Your residence card is now being made. We will tell you when it is ready."),
            _("Please collect the card by %(collect_by)s."),
        ),
    ),
    "card_ready": Text(
        _("Your residence card is ready"),
        (
            _("Please collect your residence card in person by %(collect_by)s."),
            _("Bring your travel document with you."),
        ),
    ),
    "granted": Text(
        _("Your permit is granted"),
        (
            _("Your residence card was handed over on %(day)s. Your permit takes effect today."),
            _("Check that your name and your dates on the card are right."),
        ),
    ),
}
