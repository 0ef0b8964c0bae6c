"""Filling in the official form for somebody invented: a plausible answer to everything asked."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from demo.people import Someone
from demo.years import this_time
from permits import schema
from permits.schema.inputs import named
from permits.schema.model import Group, Question, Section

STREETS = ("Dlouhá", "Nádražní", "Zahradní", "Lipová", "Polní", "Školní")
CITIES = (("Praha", "120 00"), ("Brno", "602 00"), ("Plzeň", "301 00"), ("Liberec", "460 01"))
WORDS = {
    "uk": ("зварювальниця", "Працюю на складі, раніше працювала медсестрою."),
    "vi": ("nhân viên bán hàng", "Tôi đã làm việc ở cửa hàng gia đình."),
    "ar": ("ممرضة", "عملتُ في مستشفى قبل مجيئي."),
    "cs": ("svářečka", "Dříve jsem pracovala ve skladu."),
    "en": ("software developer", "I worked for a small company before."),
}
CITIES_ABROAD = {
    "UA": ("Poltava", "36000"),
    "VN": ("Nam Dinh", "42000"),
    "SY": ("Latakia", "10000"),
    "MN": ("Darkhan", "45000"),
    "IN": ("Mysuru", "570001"),
    "IQ": ("Mosul", "41001"),
    "EG": ("Asyut", "71511"),
    "PH": ("Iloilo", "5000"),
    "GE": ("Kutaisi", "4600"),
    "TR": ("Bursa", "16010"),
    "RS": ("Niš", "18000"),
    "KZ": ("Semey", "071400"),
}
"""Where somebody of that nationality was born and lived: a town, and its postal code."""

COMPANY_NUMBER = "00000019"
"""Its check digit is right; it stands for no company."""

DAYS = {
    "contract_from": "2027-02-01",
    "contract_until": "2029-01-31",
    "father_birth_date": "1960-04-04",
    "married_on": "2015-06-06",
    "mother_birth_date": "1963-10-09",
    "since": "2021-09-15",
    "sponsor_birth_date": "1988-05-20",
    "sponsor_since": "2020-03-01",
    "spouse_birth_date": "1988-05-20",
    "studies_from": "2027-02-15",
    "studies_until": "2028-06-30",
    "together_since": "2015-06-06",
    "valid_until": "2027-02-28",
    "wanted_until": "2028-06-30",
}
SOME_DAY = "2023-09-01"

WORD_FOR_WORD = {
    "annual_pay": "1 020 000",
    "card_number": "UT0012345",
    "education": "secondary",
    "household": "3",
    "monthly_pay": "32 000",
    "occupation_code": "72120",
    "phone": "+420 601 123 456",
    "sponsor_card": "UT0054321",
    "vacancy_number": "31234560789",
    "weekly_hours": "40",
    "work_permit": "UT-55",
}


class Filling:
    """Answers of one person; ``number`` varies addresses and employers."""

    def __init__(self, someone: Someone, number: int) -> None:
        self.someone = someone
        self.number = number
        self.city, self.postal_code = CITIES[number % len(CITIES)]

    def answers(self, code: str, pack: str) -> dict[str, Any]:
        """Complete answers to the latest form of a permit, as they are stored."""
        found: dict[str, Any] = {}
        for section in schema.load(code, pack=pack).sections:
            found[section.id] = schema.bind(section, found, self.inputs(section)).stored()
        return found

    def inputs(self, section: Section) -> dict[str, str]:
        """What is typed into a section. A group stays empty unless the form wants a row of it."""
        inputs: dict[str, str] = {}
        for item in section.items:
            if isinstance(item, Question):
                for part, name in named("", item):
                    inputs[name] = self._answer(item, part)
            elif item.minimum:
                inputs |= self._row(item)
        return inputs

    def _row(self, group: Group) -> dict[str, str]:
        inputs = {f"{group.id}.row1._row": "1"}
        for question in group.items:
            for part, name in named(f"{group.id}.row1.", question):
                inputs[name] = self._answer(question, part)
        return inputs

    def _answer(self, question: Question, part: str) -> str:
        if question.kind == "travel_document":
            return self._passport().get(part, "")
        if question.id == "name":
            return self._name().get(part, "")
        if part:
            return self._part(question, part)
        return self._single(question)

    def _passport(self) -> dict[str, str]:
        one = self.someone
        return {"number": one.passport, "issuer": "UTO", "valid_until": one.passport_until}

    def _name(self) -> dict[str, str]:
        one = self.someone
        return {"family": one.family_name, "given": one.given_names, "native": one.native_name}

    def _part(self, question: Question, part: str) -> str:
        abroad = question.params.get("country") is None
        city, postal_code = self._home() if abroad else (self.city, self.postal_code)
        parts = {
            "family": self.someone.family_name,
            "given": "Maria" if "mother" in question.id else "Ivan",
            "street": STREETS[self.number % len(STREETS)],
            "number": str(3 + self.number * 7 % 90),
            "city": city,
            "postal_code": postal_code,
            "country": self.someone.nationality if abroad else question.params["country"],
            "name": ("Řemesla Vltava s. r. o.", "Pekárna U Mostu a. s.")[self.number % 2],
            "company_number": COMPANY_NUMBER,
        }
        if question.kind == "employer" and part == "number":
            return COMPANY_NUMBER if question.params.get("number_required") else ""
        return parts.get(part, "")

    def _home(self) -> tuple[str, str]:
        return CITIES_ABROAD[self.someone.nationality]

    def _single(self, question: Question) -> str:
        one = self.someone
        if question.id == "card_valid_until":  # within the weeks in which one may apply
            return (timezone.localdate() + timedelta(days=60)).isoformat()
        if question.kind == "date" and question.id != "birth_date":
            return this_time(DAYS.get(question.id, SOME_DAY))
        known = {
            **WORD_FOR_WORD,
            "birth_date": one.birth_date,
            "sex": {"F": "female", "M": "male"}[one.sex],
            "email": f"{one.login}@example.org",
        }
        if question.id in known:
            return self._choice(question, known[question.id])
        kinds = {
            "text": WORDS[one.language][0] if question.free_text else self._home()[0],
            "longtext": WORDS[one.language][1],
            "country": one.nationality,
            "yesno": "no",
        }
        return self._choice(question, kinds.get(question.kind, ""))

    @staticmethod
    def _choice(question: Question, value: str) -> str:
        """The option of that value, else the first one."""
        if question.kind != "choice":
            return value
        values = [option.value for option in question.options]
        return value if value in values else values[0]
