"""What is said once the lines at the foot of a passport page were read."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from i18n.formats import listing
from permits import schema


def said_of(reading: schema.Reading | None, form: schema.Schema) -> str:
    """Which answers were filled in and which stand otherwise; empty when nothing was read."""
    if reading is None:
        return ""
    filled = schema.labels_of(reading.filled, form)
    differing = schema.labels_of(reading.differing, form)
    sentences = []
    if filled:
        sentences.append(
            ngettext(
                "%(count)s answer was filled in from the lines of the passport: %(names)s. Compare "
                "it with the passport.",
                "%(count)s answers were filled in from the lines of the passport: %(names)s. "
                "Compare them with the passport.",
                len(filled),
            )
            % {"count": len(filled), "names": listing(filled)}
        )
    if differing:
        sentences.append(
            _(
                "The lines of the passport say something else here, and what was written stays: "
                "%(names)s. Correct it where the passport is right."
            )
            % {"names": listing(differing)}
        )
    return " ".join(sentences) or _("The lines of the passport say what was written already.")
