"""How many forms a number asks for in each language, after CLDR's rules for whole numbers."""

PLURAL_FORMS = {
    "cs": "nplurals=3; plural=(n==1 ? 0 : n>=2 && n<=4 ? 1 : 2);",
    "en": "nplurals=2; plural=(n != 1);",
    "uk": (
        "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
        "n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"
    ),
    "vi": "nplurals=1; plural=0;",
    "ar": (
        "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : "
        "n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5);"
    ),
}

EXAMPLES = {
    "cs": ("1", "2, 3, 4", "0, 5, 6, 10, 21, 100"),
    "en": ("1", "0, 2, 5, 21"),
    "uk": ("1, 21, 31, 101", "2, 3, 4, 22, 23, 24", "0, 5, 11, 12, 25, 100"),
    "vi": ("0, 1, 2, 5, 100",),
    "ar": ("0", "1", "2", "3 … 10, 103", "11 … 99, 111", "100, 101, 102, 200"),
}
"""The numbers that each form is used with, for the eyes of translators."""

SINGLE_NUMBER = {"cs": {0}, "en": {0}, "uk": set(), "vi": set(), "ar": {0, 1, 2}}
"""Forms that serve one number only, so that the number itself need not be written."""


def count(language: str) -> int:
    """How many plural forms the language has."""
    return len(EXAMPLES[language])
