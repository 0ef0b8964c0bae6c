"""The two centres of the demonstration, invented like everything in it, and who works there."""

from dataclasses import dataclass

from accounts.actions import create_user, grant_role
from accounts.actor import SYSTEM, Actor
from accounts.models import User
from accounts.roles import HELPER
from i18n.formats import language_name, listing
from i18n.languages import current as spoken_now
from permits.packs import current
from support_centre import actions
from support_centre.models import Centre, Interpreter, Room
from support_centre.offered import OFFERED

BRIDGE, SQUARE = "DEMO-BRIDGE", "DEMO-SQUARE"


@dataclass(frozen=True)
class Place:
    """A centre. ``interpreters``: language, how, hours. ``rooms``: number, private, step-free."""

    code: str
    name: dict[str, str]
    region: str
    address: str
    phone: str
    email: str
    hours: str
    latitude: float
    longitude: float
    interpreters: tuple[tuple[str, str, str], ...] = ()
    rooms: tuple[tuple[str, bool, bool], ...] = ()


ROOM = {"cs": "Místnost", "en": "Room", "uk": "Кабінет", "vi": "Phòng", "ar": "الغرفة"}

PLACES = (
    Place(
        BRIDGE,
        {
            "cs": "Ukázkové centrum U Mostu",
            "en": "Demonstration centre by the Bridge",
            "uk": "Демонстраційний центр біля мосту",
            "vi": "Trung tâm mẫu bên Cầu",
            "ar": "المركز التجريبي عند الجسر",
        },
        "Praha",
        "U Mostu 1, Praha",
        "+420 000 000 101",
        "bridge@example.org",
        "Mo,Tu,We,Th,Fr 08:00-18:00; Sa 09:00-13:00",
        50.09,
        14.42,
        (("ar", "phone", "Mo,Tu,We,Th,Fr 09:00-16:00"), ("mn", "on_site", "We 13:00-17:00")),
        (("1", False, True), ("2", True, True), ("3", True, False)),
    ),
    Place(
        SQUARE,
        {
            "cs": "Ukázkové centrum Na Náměstí",
            "en": "Demonstration centre on the Square",
            "uk": "Демонстраційний центр на площі",
            "vi": "Trung tâm mẫu bên Quảng trường",
            "ar": "المركز التجريبي في الساحة",
        },
        "Jihomoravský kraj",
        "Náměstí 2, Brno",
        "+420 000 000 202",
        "square@example.org",
        "Mo,Tu,We,Th 08:00-17:00; Fr 08:00-15:00; Su 10:00-14:00",
        49.20,
        16.61,
        (("vi", "phone", ""),),
        (("1", False, True), ("2", True, False)),
    ),
)


@dataclass(frozen=True)
class Helper:
    """A member of a centre's staff, with the languages that they speak with visitors."""

    login: str
    given_names: str
    family_name: str
    speaks: tuple[str, ...]
    centre: str = BRIDGE
    language: str = "cs"

    @property
    def languages(self) -> str:
        return listing([language_name(code) for code in self.speaks])

    @property
    def place(self) -> str:
        """The name of the centre, in the language being spoken."""
        names = next(place.name for place in PLACES if place.code == self.centre)
        return names[spoken_now()]


HELPERS = (
    Helper("horova", "Alena", "Horová", speaks=("cs", "en")),
    Helper("melnyk", "Halyna", "Melnyk", language="uk", speaks=("uk", "ru", "cs")),
    Helper("vuova", "Thi Mai", "Vuová", language="vi", speaks=("vi", "cs")),
    Helper("salehova", "Amal", "Salehová", language="ar", centre=SQUARE, speaks=("ar", "en", "cs")),
    Helper("prochazka", "Jan", "Procházka", centre=SQUARE, speaks=("cs", "en")),
    Helper(
        "kravets", "Roman", "Kravets", language="uk", centre=SQUARE, speaks=("uk", "ru", "en", "cs")
    ),
)


def open_centres() -> dict[str, Centre]:
    """Both centres by code."""
    return {place.code: _open(place) for place in PLACES}


def _open(place: Place) -> Centre:
    centre = Centre(
        pack=current().code,
        code=place.code,
        name=place.name,
        region=place.region,
        run_by="UTO",
        address=place.address,
        phone=place.phone,
        email=place.email,
        hours=place.hours,
        services=list(OFFERED),
        latitude=place.latitude,
        longitude=place.longitude,
        place_verified="derived",
    )
    actions.save_edited(centre, actor=SYSTEM, changed=["name", "hours"])
    for language, how, hours in place.interpreters:
        row = Interpreter(centre=centre, language=language, how=how, hours=hours)
        actions.save_edited(row, actor=SYSTEM, changed=["language", "hours"])
    for number, private, step_free in place.rooms:
        name = {language: f"{word} {number}" for language, word in ROOM.items()}
        room = Room(centre=centre, code=number, name=name, private=private, step_free=step_free)
        actions.save_edited(room, actor=SYSTEM, changed=["name"])
    return centre


def make_helpers() -> dict[str, User]:
    """The centres' staff by login, each with their languages."""
    return {helper.login: _user(helper) for helper in HELPERS}


def _user(helper: Helper) -> User:
    user = create_user(
        username=helper.login,
        password=None,
        language=helper.language,
        given_names=helper.given_names,
        family_name=helper.family_name,
    )
    grant_role(user, HELPER, office=helper.centre, actor=SYSTEM)
    actions.speak(helper.speaks, actor=Actor.for_user(user, HELPER))
    return user
