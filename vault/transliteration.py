"""Letters as passports print them: ICAO Doc 9303 part 3, section 6, tables A (Latin), B (Cyrillic)
and C (Arabic). Only what differs from a letter without its diacritics stands here."""

LATIN = {
    "ä": "ae", "å": "aa", "æ": "ae", "ö": "oe", "ø": "oe", "œ": "oe", "ü": "ue", "ß": "ss",
    "ð": "d", "đ": "d", "ħ": "h", "ı": "i", "ĳ": "ij", "ĸ": "q", "ł": "l", "ŋ": "n", "þ": "th",
    "ŧ": "t",
}  # fmt: skip

PLAIN_LATIN = {
    "æ": "ae", "ø": "o", "œ": "oe", "ß": "ss", "ð": "d", "đ": "d", "ħ": "h", "ı": "i", "ĳ": "ij",
    "ł": "l", "ŋ": "n", "þ": "th", "ŧ": "t",
}  # fmt: skip
"""Letters that Unicode does not decompose, as people type them without a diacritic."""

CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z",
    "и": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "shch", "ъ": "ie", "ы": "y", "ь": "", "э": "e", "ю": "iu", "я": "ia", "і": "i",
    "ї": "i", "є": "ie", "ґ": "g", "ў": "u", "ђ": "d", "ѓ": "g", "ѕ": "dz", "ј": "j", "љ": "lj",
    "њ": "nj", "ћ": "c", "ќ": "k", "џ": "dz",
}  # fmt: skip

UKRAINIAN = CYRILLIC | {"г": "h", "и": "y", "щ": "shch", "ъ": ""}
"""Cyrillic as Ukrainian passports have it."""

ARABIC = {
    "ء": "xe", "آ": "xaa", "أ": "xae", "ؤ": "u", "إ": "i", "ئ": "xi", "ا": "a", "ب": "b",
    "ة": "xta", "ت": "t", "ث": "xth", "ج": "j", "ح": "xh", "خ": "xkh", "د": "d", "ذ": "xdh",
    "ر": "r", "ز": "z", "س": "s", "ش": "xsh", "ص": "xss", "ض": "xdz", "ط": "xtt", "ظ": "xzz",
    "ع": "e", "غ": "g", "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h",
    "و": "w", "ى": "xay", "ي": "y", "پ": "p", "چ": "xc", "ڤ": "v", "ژ": "xj", "گ": "xg",
    "ک": "k", "ی": "y",
}  # fmt: skip

TABLES = (PLAIN_LATIN, LATIN | CYRILLIC | ARABIC, LATIN | UKRAINIAN | ARABIC)
"""Every way to write a name in the letters A–Z that a passport or a keyboard may show."""
