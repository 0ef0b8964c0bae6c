"""A second language beside the page's: two people look at one page, each reads their own words."""

from i18n import languages


def second(reads: str) -> str:
    """The language to show beside the active one; empty when there is nothing to double."""
    code = languages.known(reads) or ""
    return "" if code == languages.current() else code
