"""Names of offices in templates."""

from django import template

from accounts.offices import name_of

register = template.Library()

register.filter("name_of_office", name_of)
