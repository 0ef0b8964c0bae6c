"""The invented people of the demonstration; their passports are issued by ``UTO``."""

from dataclasses import dataclass, replace

from demo.years import this_time
from permits.mrz import check_digit

LINE = 44


@dataclass(frozen=True)
class Someone:
    """One applicant. Names as in the Latin part of the passport; dates are ISO 8601."""

    login: str
    family_name: str
    given_names: str
    native_name: str
    nationality: str
    nationality3: str
    birth_date: str
    sex: str
    passport: str
    passport_until: str
    language: str

    @property
    def name(self) -> str:
        return f"{self.given_names} {self.family_name}".strip()

    @property
    def mrz(self) -> tuple[str, str]:
        """The two lines of a passport (ICAO 9303-4), check digits worked out."""
        names = self.family_name.upper()
        if self.given_names:
            names = f"{names}<<{self.given_names.upper().replace(' ', '<')}"
        number = self.passport.ljust(9, "<")
        born, until = _short(self.birth_date), _short(self.passport_until)
        optional = "<" * 14
        body = (
            f"{number}{check_digit(number)}{self.nationality3}"
            f"{born}{check_digit(born)}{self.sex}{until}{check_digit(until)}"
            f"{optional}{check_digit(optional)}"
        )
        composite = check_digit(body[0:10] + body[13:20] + body[21:43])
        return f"P<UTO{names.replace(' ', '<')}".ljust(LINE, "<")[:LINE], body + composite


def _short(date: str) -> str:
    return date[2:4] + date[5:7] + date[8:10]


def _someone(row: str) -> Someone:
    cells = [cell.strip() for cell in row.split("|")]
    someone = Someone(*cells)
    return replace(
        someone,
        birth_date=this_time(someone.birth_date),
        passport_until=this_time(someone.passport_until),
    )


# login | family | given | native | nationality (2 and 3 letters) | born | sex | passport | until
# | language
PEOPLE = [
    _someone(row)
    for row in """
    oksana|Shevchenko|Oksana|Шевченко Оксана|UA|UKR|1990-03-14|F|UT1234500|2029-06-30|uk
    minh|Nguyen|Van Minh|Nguyễn Văn Minh|VN|VNM|1985-07-21|M|UT1234501|2030-01-15|vi
    layla|Haddad|Layla|ليلى حداد|SY|SYR|1988-11-02|F|UT1234502|2028-05-19|ar
    batbayar|Batbayar||Батбаяр|MN|MNG|1988-09-09|M|UT1234503|2029-11-11|en
    rahul|Sharma|Rahul Kumar|राहुल कुमार शर्मा|IN|IND|1993-05-05|M|UT1234504|2031-02-28|en
    taras|Kovalenko|Taras|Коваленко Тарас|UA|UKR|1979-01-30|M|UT1234505|2030-08-01|uk
    iryna|Bondarenko|Iryna|Бондаренко Ірина|UA|UKR|1996-12-08|F|UT1234506|2032-03-03|uk
    olena|Tkachuk|Olena|Ткачук Олена|UA|UKR|2001-04-17|F|UT1234507|2031-09-09|uk
    lan|Tran|Thi Lan|Trần Thị Lan|VN|VNM|1991-10-12|F|UT1234508|2029-07-07|vi
    hung|Pham|Quoc Hung|Phạm Quốc Hùng|VN|VNM|1976-02-25|M|UT1234509|2028-12-24|vi
    omar|Khalil|Omar|عمر خليل|IQ|IRQ|1983-06-06|M|UT1234510|2030-10-10|ar
    nour|Mansour|Nour|نور منصور|EG|EGY|1999-08-19|F|UT1234511|2031-06-15|ar
    grace|Santos|Grace|Grace Santos|PH|PHL|1994-02-14|F|UT1234512|2029-04-04|en
    nino|Beridze|Nino|ნინო ბერიძე|GE|GEO|1987-03-27|F|UT1234513|2030-05-30|en
    mehmet|Yilmaz|Mehmet|Mehmet Yılmaz|TR|TUR|1981-12-12|M|UT1234514|2029-02-02|en
    jovana|Petrovic|Jovana|Јована Петровић|RS|SRB|1992-07-07|F|UT1234515|2031-01-20|cs
    aigerim|Nurlanova|Aigerim|Айгерім Нұрланова|KZ|KAZ|1998-05-25|F|UT1234516|2032-08-18|cs
    dmytro|Lysenko|Dmytro|Лисенко Дмитро|UA|UKR|1989-09-29|M|UT1234517|2028-11-05|uk
    """.strip().splitlines()
]

VISITORS = [
    _someone(row)
    for row in """
    kateryna|Marchuk|Kateryna|Марчук Катерина|UA|UKR|1955-08-23|F|UT1234530|2031-04-12|uk
    fatima|Abbas|Fatima|فاطمة عباس|SY|SYR|1958-01-06|F|UT1234531|2030-09-19|ar
    hoa|Dang|Thi Hoa|Đặng Thị Hoa|VN|VNM|1961-12-15|F|UT1234532|2032-02-02|vi
    petro|Savchenko|Petro|Савченко Петро|UA|UKR|1954-06-30|M|UT1234533|2029-10-21|uk
    """.strip().splitlines()
]
"""People without a login, who come to a centre with their passport."""
