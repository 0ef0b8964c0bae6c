"""What the uploader's template needs to know: ``{% load documents %}``."""

from django import template
from django.conf import settings
from django.utils.functional import Promise

from documents.errors import limit_in_words, sentence
from documents.uploads import END_OF_FORM, NAME_HEADER

register = template.Library()


@register.simple_tag
def refusal(code: str) -> str | Promise:
    """The sentence that says what to do about a file that is not taken."""
    return sentence(code)


@register.simple_tag
def largest_file() -> int:
    """Most bytes that one file may have."""
    return int(settings.DOCUMENT_MAX_BYTES)


@register.simple_tag
def largest_file_in_words() -> str:
    """The same as people say it: ``50 MB``."""
    return limit_in_words()


@register.simple_tag
def name_header() -> str:
    """The header that carries a file's name when the script sends it."""
    return NAME_HEADER


@register.simple_tag
def end_of_form() -> str:
    """The name of the form's last field, which says that the whole form arrived."""
    return END_OF_FORM
