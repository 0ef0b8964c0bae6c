"""Factories, and the cast: people with names, so that a test reads as a story.

Everything is made by the product's own actions. Other rooms append their factories below.
"""

from __future__ import annotations

import datetime
import time
from typing import Any

import factory
from django.test import Client

from accounts import actions
from accounts.actor import SYSTEM, Actor
from accounts.models import Person, User

PASSWORD = "a long walk along the river"


class UserFactory(factory.Factory):
    """A login with its Person. ``roles=["officer"]`` grants staff roles at ``office``."""

    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"person.{n}")
    password = PASSWORD
    language = "en"
    email = None
    roles: tuple[str, ...] = ()
    office = "PRG"
    given_names = factory.Faker("first_name")
    family_name = factory.Faker("last_name")

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **kwargs: Any) -> User:
        roles, office = kwargs.pop("roles"), kwargs.pop("office")
        user = actions.create_user(**kwargs)
        for role in roles:
            actions.grant_role(user, role, office=office, actor=SYSTEM)
        return user


class PersonFactory(factory.Factory):
    """A person without a login."""

    class Meta:
        model = Person

    language = "en"
    given_names = factory.Faker("first_name")
    family_name = factory.Faker("last_name")

    @classmethod
    def _create(cls, model_class: type[Person], *args: Any, **kwargs: Any) -> Person:
        return actions.create_person(**kwargs)


class Cast:
    """The people of the tests, each made when first named."""

    def __init__(self) -> None:
        self._made: dict[str, User] = {}

    def _user(self, username: str, **details: Any) -> User:
        if username not in self._made:
            self._made[username] = UserFactory(username=username, **details)
        return self._made[username]

    @property
    def oksana(self) -> User:
        """An applicant who reads Ukrainian."""
        return self._user(
            "oksana",
            given_names="Oksana",
            family_name="Kovalenko",
            native_name="Оксана Коваленко",
            birth_date="1994-03-12",
            language="uk",
            email="oksana@example.org",
        )

    @property
    def amira(self) -> User:
        """A guardian who reads Arabic; her child is ``yusuf``."""
        return self._user("amira", given_names="Amira", family_name="Haddad", language="ar")

    @property
    def yusuf(self) -> Person:
        """Amira's child, without a login."""
        guardian = self.amira.person
        if row := guardian.guardianships.first():
            return row.ward
        return actions.add_ward(
            guardian,
            actor=Actor.for_user(self.amira),
            given_names="Yusuf",
            family_name="Haddad",
            birth_date=datetime.date(2018, 6, 1).isoformat(),
        )

    @property
    def novotna(self) -> User:
        return self._staff("novotna", "Jana", "Novotná", "officer")

    @property
    def dvorak(self) -> User:
        """The second officer: the one who countersigns."""
        return self._staff("dvorak", "Petr", "Dvořák", "officer")

    @property
    def supervisor(self) -> User:
        return self._staff("svobodova", "Eva", "Svobodová", "supervisor")

    @property
    def auditor(self) -> User:
        return self._staff("cerny", "Tomáš", "Černý", "auditor")

    @property
    def administrator(self) -> User:
        return self._staff("horak", "Karel", "Horák", "administrator")

    @property
    def helper(self) -> User:
        """Staff of the support centre ``KPC``."""
        return self._staff("horova", "Alena", "Horová", "helper", office="KPC")

    @property
    def colleague(self) -> User:
        """Another helper at the same desk."""
        return self._staff("vu", "Minh", "Vu", "helper", office="KPC")

    @property
    def lead(self) -> User:
        """Who oversees the centre ``KPC``."""
        return self._staff("rihova", "Hana", "Říhová", "centre_supervisor", office="KPC")

    @property
    def stranger(self) -> User:
        """Somebody signed in who has nothing to do with anything: always denied."""
        return self._user("stranger", given_names="Jan", family_name="Nobody")

    def _staff(
        self, username: str, given: str, family: str, role: str, office: str = "PRG"
    ) -> User:
        return self._user(
            username,
            given_names=given,
            family_name=family,
            roles=[role],
            office=office,
            language="cs",
        )


def signed_in(user: User, role: str | None = None) -> Client:
    """A browser in which ``user`` has just signed in and confirmed it, acting in ``role``."""
    client = Client()
    client.force_login(user)
    session = client.session
    confirmed = {"method": "password", "at": time.time(), "reauthenticated": True}
    session["account_authentication_methods"] = [confirmed]
    session["account_authentication_methods_user"] = str(user.pk)
    if role:
        session["role"] = role
    session.save()
    return client
