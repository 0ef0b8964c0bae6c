"""Who is tied to the person of a case, as SQL that both databases understand."""

GUARDIANS = "SELECT 1 FROM cases_case c JOIN accounts_guardianship g ON g.ward_id = c.person_id"
PERSON = "JOIN accounts_person p ON p.id = g.guardian_id"
TIE = "JOIN accounts_conflict x ON x.person_id = g.guardian_id"


def conflict(case_id: str, user: str) -> str:
    """Whether that user is tied to the person of that case, is that person or ever their guardian.

    Whoever filed the case counts as its person, and so does whoever was ever their guardian: the
    tie to a guardian holds for children who came later as well.
    """
    tied = (
        "SELECT 1 FROM cases_case c "
        "JOIN accounts_conflict x ON x.person_id IN (c.person_id, c.filed_by_id) "
    )
    same = (
        "SELECT 1 FROM cases_case c JOIN accounts_person p ON p.id IN (c.person_id, c.filed_by_id) "
    )
    is_tied = f"EXISTS ({tied} WHERE c.id = {case_id} AND x.user_id = {user})"
    by = f"WHERE c.id = {case_id}"
    is_guardian = f"EXISTS ({GUARDIANS} {PERSON} {by} AND p.user_id = {user})"
    is_same = f"EXISTS ({same} WHERE c.id = {case_id} AND p.user_id = {user})"
    of_guardian = f"EXISTS ({GUARDIANS} {TIE} {by} AND x.user_id = {user})"
    return f"({is_tied} OR {is_same} OR {is_guardian} OR {of_guardian})"
