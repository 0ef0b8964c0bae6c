"""The specimen papers that go with an application, by the code of the document wanted."""

from functools import cache

from demo import specimens
from demo.people import PEOPLE, VISITORS, Someone

TITLES = {
    "ACCOM": "Proof of accommodation",
    "CONTRACT": "Contract of employment",
    "FUNDS": "Bank statement",
    "CRIM": "Criminal-record extract",
    "STUDY_CERT": "Confirmation of study",
    "KINSHIP": "Certificate of kinship",
    "INCOME_AGG": "Income of the household",
    "INS": "Health insurance",
    "LANG_A2": "Language certificate",
    "STAY5": "Confirmation of stay",
    "VACANCY_NO": "Vacancy in the register",
    "QUAL": "Diploma",
}


@cache
def paper_of(login: str, code: str) -> tuple[str, bytes]:
    """File name and bytes; the same for the same person and code."""
    someone = next(each for each in (*PEOPLE, *VISITORS) if each.login == login)
    if code == "PASSPORT":
        return f"{someone.family_name} passport.jpg", specimens.passport(someone)
    if code == "PHOTO":
        return "photo.jpg", specimens.photograph(someone)
    title = TITLES.get(code, "Supporting paper")
    return f"{title}.pdf", specimens.paper(someone, title, _lines(someone))


def _lines(someone: Someone) -> list[tuple[str, str]]:
    return [
        ("Date of birth", someone.birth_date),
        ("Passport", someone.passport),
        ("Issued by", "UTO, for a demonstration only"),
    ]
