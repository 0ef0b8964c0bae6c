"""Alphabetical order as each language's readers expect it, without ICU on the machine."""

import unicodedata

# Letters that are letters of their own; every other mark is ignored at first sight.
_ALPHABETS = {
    "cs": "a b c č d e f g h ch i j k l m n o p q r ř s š t u v w x y z ž",
    "uk": "а б в г ґ д е є ж з и і ї й к л м н о п р с т у ф х ц ч ш щ ь ю я",
    "vi": "a ă â b c d đ e ê f g h i j k l m n o ô ơ p q r s t u ư v w x y z",
}
_RANKS = {
    language: {letter: rank for rank, letter in enumerate(letters.split())}
    for language, letters in _ALPHABETS.items()
}


def _letters(text: str, ranks: dict[str, int]) -> list[str]:
    letters: list[str] = []
    for letter in unicodedata.normalize("NFC", text.casefold()):
        if letters and letters[-1] + letter in ranks:
            letters[-1] += letter
        else:
            letters.append(letter)
    return letters


def _bare(letter: str) -> str:
    return "".join(
        mark for mark in unicodedata.normalize("NFD", letter) if not unicodedata.combining(mark)
    )


def sort_key(text: str, language: str) -> tuple[list[tuple[int, str]], str]:
    """A key for ``sorted``: by the language's alphabet first, by the exact text last."""
    ranks = _RANKS.get(language, {})
    key = []
    for letter in _letters(text, ranks):
        if letter in ranks:
            key.append((ranks[letter], ""))
            continue
        bare = _keep_own_letters(letter, ranks)
        key.append((ranks[bare], "") if bare in ranks else (1000, bare))
    return key, text


def _keep_own_letters(letter: str, ranks: dict[str, int]) -> str:
    """Drop marks one by one until the letter is one of the alphabet (``ấ`` → ``â``)."""
    decomposed = unicodedata.normalize("NFD", letter)
    for mark in decomposed[1:]:
        candidate = unicodedata.normalize("NFC", decomposed.replace(mark, "", 1))
        if candidate in ranks:
            return candidate
    return _bare(letter)
