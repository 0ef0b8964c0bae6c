"""What the database refuses about read-backs: nothing was ever confirmed that was not read.

And about the papers of the centre: what was signed or shown there is not shredded.
"""

from audit import guards
from cases import evidence

READ = "act about person_id session_id language content digest document_id made_at case_id"


def register() -> None:
    guards.lasting("support_centre_readback")
    guards.frozen("support_centre_readback", READ.split())
    guards.refuse(
        "support_centre_readback_shown_stays",
        table="support_centre_readback",
        event="UPDATE",
        condition="NEW.shown IS DISTINCT FROM OLD.shown AND NEW.shown IS NOT NULL",
        message="what was read back stays, or is forgotten with its draft",
    )
    guards.refuse(
        "support_centre_readback_sent_stays",
        table="support_centre_readback",
        event="UPDATE",
        condition=(
            "NEW.shown IS NULL AND OLD.shown IS NOT NULL AND (OLD.act <> 'filed' "
            "OR EXISTS (SELECT 1 FROM cases_case c WHERE c.origin = OLD.about))"
        ),
        message="only what was read of a draft is forgotten, with it",
    )
    changed = " OR ".join(
        f'NEW."{name}" IS DISTINCT FROM OLD."{name}"'
        for name in ("confirmed_at", "how", "signature_id")
    )
    guards.refuse(
        "support_centre_readback_confirmed_once",
        table="support_centre_readback",
        event="UPDATE",
        condition=f"OLD.confirmed_at IS NOT NULL AND ({changed})",
        message="what was read back is confirmed once",
    )
    guards.refuse(
        "support_centre_readback_first",
        table="support_centre_readback",
        event="INSERT",
        condition="NEW.confirmed_at IS NOT NULL",
        message="first it is read back, then it is confirmed",
    )
    confirmed = (
        "SELECT 1 FROM support_centre_readback r JOIN cases_case c ON c.id = NEW.case_id "
        "JOIN support_centre_assistedsession s ON s.id = r.session_id "
        "JOIN support_centre_mandate m ON m.id = s.mandate_id "
        "WHERE r.digest = NEW.digest AND r.act = NEW.act AND r.person_id = c.person_id "
        "AND r.confirmed_at IS NOT NULL AND r.how = NEW.how "
        "AND (r.case_id = NEW.case_id OR (NEW.act = 'filed' AND r.about = c.origin)) "
        "AND s.ended_at IS NULL AND m.revoked_at IS NULL"
    )
    guards.refuse(
        "cases_confirmation_was_read_back",
        table="cases_confirmation",
        event="INSERT",
        condition=f"NOT EXISTS ({confirmed})",
        message="a confirmation follows a read-back that the person confirmed in a living session",
    )
    _papers()


def _papers() -> None:
    """Mandates, photographs of passports, and what was confirmed, until its draft is thrown away.

    Those of invented people go with them, and those of a reading that was corrected: its person has
    no key any more, so nobody can open them.
    """
    real = (
        "NOT (SELECT p.practice FROM accounts_person p WHERE p.id = OLD.person_id) "
        "AND EXISTS (SELECT 1 FROM vault_subjectkey k WHERE k.subject_id = OLD.person_id)"
    )
    signed = "EXISTS (SELECT 1 FROM support_centre_mandate m WHERE m.document_id = OLD.id)"
    shown = "EXISTS (SELECT 1 FROM support_centre_identitypaper i WHERE i.document_id = OLD.id)"
    confirmed = (
        "EXISTS (SELECT 1 FROM support_centre_readback r WHERE "
        "(r.document_id = OLD.id OR r.signature_id = OLD.id) "
        "AND r.confirmed_at IS NOT NULL AND r.shown IS NOT NULL)"
    )
    evidence.kept(
        "support_centre_paper",
        f"{real} AND ({signed} OR {shown} OR {confirmed})",
        message="what was signed or shown at a desk is evidence",
    )
