"""Bring a language's catalogue up to date with the sources and keep what translators have done."""

from difflib import get_close_matches

from babel.messages.catalog import Catalog, Message

from i18n import thirdparty
from i18n.catalogues import plurals, pofiles

Key = tuple[str, str]


def required(template: Catalog, language: str) -> dict[Key, Message]:
    """Every message that the catalogue of ``language`` must hold; ``template`` has all of ours."""
    ours = {pofiles.key(message): message for message in template if message.id}
    for message in thirdparty.messages():
        if message.id and thirdparty.lacking(language, message):
            ours.setdefault(pofiles.key(message), message)
    return ours


def update(template: Catalog, language: str, *, prune: bool = False) -> Catalog:
    """The catalogue with new messages added and vanished ones set aside (or dropped: ``prune``).

    A message whose words changed a little brings its old translation along, marked fuzzy, so that
    someone looks at it.
    """
    wanted = required(template, language)
    former = {pofiles.key(message): message for message in pofiles.load(language) if message.id}
    vanished = {found: old for found, old in former.items() if found not in wanted}
    result = pofiles.new(language)
    for found, message in wanted.items():
        old, fuzzy = former.get(found), False
        if old is None:
            old, fuzzy = _alike(found, vanished), True
        _carry(result, message, old, language, fuzzy=fuzzy)
    if not prune:
        result.obsolete.update(_obsolete(language, vanished, wanted))
    return result


def _alike(found: Key, vanished: dict[Key, Message]) -> Message | None:
    texts = {text: old for (context, text), old in vanished.items() if context == found[0]}
    matches = get_close_matches(found[1], texts, n=1, cutoff=0.85)
    old = texts[matches[0]] if matches else None
    return old if old is not None and pofiles.done(old) else None


def _carry(
    result: Catalog, message: Message, old: Message | None, language: str, *, fuzzy: bool
) -> None:
    string: str | tuple[str, ...] = ""
    identity = pofiles.identity(message)
    flags = {flag for flag in message.flags if flag != "fuzzy"}
    if old is not None and isinstance(old.id, tuple) == isinstance(message.id, tuple):
        string = pofiles.forms(old) if isinstance(identity, tuple) else pofiles.forms(old)[0]
        changed_plural = isinstance(message.id, tuple) and old.id != message.id
        if pofiles.done(old) and (fuzzy or old.fuzzy or changed_plural):
            flags.add("fuzzy")
    if isinstance(identity, tuple):
        string = _forms(identity, tuple(string), language)
    result.add(
        identity,
        string,
        locations=sorted(set(message.locations)),
        flags=flags,
        auto_comments=message.auto_comments,
        user_comments=old.user_comments if old is not None else (),
        context=message.context,
    )


def _forms(identity: tuple[str, str], forms: tuple[str, ...], language: str) -> tuple[str, ...]:
    if language == "en" and not any(forms):
        return identity
    wanted = plurals.count(language)
    return forms if len(forms) == wanted else ("",) * wanted


def _obsolete(
    language: str, vanished: dict[Key, Message], wanted: dict[Key, Message]
) -> dict[str | tuple[str, str], Message]:
    kept = dict(pofiles.load(language).obsolete)
    for old in vanished.values():
        if pofiles.done(old):
            kept[pofiles.identity(old)] = old
    return {
        identity: message
        for identity, message in kept.items()
        if pofiles.key(message) not in wanted
    }
