"""Who applied for what, how long ago, and how it goes: the demonstration on one screen."""

from dataclasses import dataclass

from demo.people import PEOPLE, Someone


@dataclass(frozen=True)
class Thread:
    """One case. ``child`` is the given name of the applicant's child when it is about the child."""

    story: str
    permit: str
    someone: Someone
    days_ago: int
    child: str = ""


_BY_LOGIN = {someone.login: someone for someone in PEOPLE}

# story | permit | login | days ago [| child]
_PLOT = """
sent|EMP|taras|1
sent|LTR-STU|nour|3
sent|LTR-FAM|omar|2|Yusuf
lodged|EMP|iryna|3
lodged|PR|hung|4
lodged|EXT|mehmet|5
lodged|LTR-STU|aigerim|2
lodged|LTR-FAM|olena|4
open|EMP|oksana|23
wrote|EMP|rahul|35
open|EXT|lan|12
open|LTR-STU|grace|41
open|PR|jovana|28
open|LTR-FAM|nino|52
open|EMP|dmytro|66
paid|EXT|taras|30
paid|LTR-STU|olena|18
paid|EMP|batbayar|55
paid|PR|minh|49
asked|EMP|lan|17
asked|LTR-FAM|layla|21
asked|PR|mehmet|26
asked|EXT|iryna|14
stopped|EMP|minh|20
stopped|LTR-STU|aigerim|24
stopped|LTR-FAM|hung|19
stopped|EMP|grace|16
answered|EMP|omar|33
answered|EXT|oksana|27
answered|LTR-STU|nour|25
answered|PR|batbayar|38
waiting|EMP|jovana|44
waiting|LTR-FAM|rahul|36
waiting|PR|taras|58
proposed|EMP|olena|31
proposed|EXT|dmytro|29
proposed|LTR-STU|lan|40
proposed_refusal|EMP|nino|47
proposed_refusal|LTR-FAM|mehmet|51
returned|PR|omar|45
returned|EMP|hung|34
countersigned|EXT|grace|37
countersigned|EMP|aigerim|39
refused|EMP|layla|90
refused|LTR-STU|rahul|75
refused|PR|dmytro|120
approved|EMP|iryna|48
approved|LTR-FAM|olena|50|Sofiia
fingers|EXT|minh|62
fingers|EMP|taras|64
card_ready|LTR-STU|jovana|70
card_ready|EMP|nour|80
granted|EMP|oksana|200
granted|LTR-FAM|layla|180|Sami
granted|EXT|hung|150
granted|LTR-STU|nino|160
moved|PR|lan|210
withdrawn|EMP|mehmet|60
withdrawn|LTR-STU|omar|42
inadmissible|PR|grace|54
discontinued|EXT|batbayar|85
discontinued|EMP|dmytro|100
not_lodged|LTR-FAM|aigerim|30
not_collected|EMP|rahul|220
"""


def threads() -> list[Thread]:
    """Every case, the oldest first, as they would have been filed."""
    rows = [line.split("|") for line in _PLOT.strip().splitlines()]
    plot = [
        Thread(row[0], row[1], _BY_LOGIN[row[2]], int(row[3]), row[4] if len(row) > 4 else "")
        for row in rows
    ]
    return sorted(plot, key=lambda thread: -thread.days_ago)
