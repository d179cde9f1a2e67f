"""Whether a translation's inline markup is still whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markdown_it.common.utils import normalizeReference
from markdown_it.token import Token

from handbill.content.parser import flat, signs_of_stress
from handbill.content.stress import Signs, of_other_script
from handbill.model import shows
from handbill.placeholders import placeholder_begins, placeholder_ends

_LOOSE = re.compile(r"\*\*|(?<!\w)__(?!_)|(?<!_)__(?!\w)|~~|`+|\]\(|\]\[|\[\^[^\]\s]+\]")
"""What stays behind of bold, strikethrough, code, links and footnotes that do not parse."""
_STRESS = {"strong_open": "*", "em_open": "*", "s_open": "~"}
"""What the parser calls stress, and the sign of its kind."""

_TARGET = re.compile(r"\]\([^\s()<>\"'\\]*\)")
_SIGNS = re.compile(rf"{_TARGET.pattern}|!?\[|[*_~]+")
"""What makes stress and links: where these stand alike, between letters or beside white space, they mean alike."""
_MARKUP = tuple("*_~`[]<&\\")
"""Without any of these a text has no markup at all."""
_UNLIKE = ("`", "<", "&", "\\", "[^")
"""Code, HTML, entities, escapes, footnotes: what only the parser can read."""

COMPARE = "Compare its signs with the source's."
_AS_SIGN = "Where the sign itself is meant, put a backslash before it."
_PARTED = "No space stands between the signs and what they mark: **words**."
_IN_WORD = "Within a word write * in place of _."
_MARK = (
    "Between a letter and a mark of punctuation they are no signs: leave the mark out of them, or put a space between."
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a translation's markup."""

    message: str
    span: tuple[int, int] | None = None
    """Where, if it is about what is there."""
    hint: str = COMPARE


def broken_markup(msgid: str, text: str, env: Mapping[str, Any] | None = None) -> str | None:
    """Say what no longer parses in a translation, or is lost from it; nothing where all is well.

    The links, pictures and footnotes must be those of the source, leading to the
    same places. Bold and italics may be left out or moved: languages stress
    differently. What may not be is markup that shows as its own signs. `env` is
    what the parser knows of the document: its link definitions and footnotes;
    without it, what looks like one in the source is taken for one.
    """
    fault = broken(msgid, text, env)
    return fault.message if fault else None


def broken(msgid: str, text: str, env: Mapping[str, Any] | None = None) -> Fault | None:
    """Give the first fault of a translation's markup, as `broken_markup` says it, with its place and a way out."""
    return None if is_alike(msgid, text) else next(parsed_faults(msgid, text, env), None)


def is_alike(msgid: str, text: str) -> bool:
    """Say whether a translation surely has the markup of its source, as most have: that takes no parser to tell."""
    signs = _signs(msgid)
    return signs is not None and signs == _signs(text)


def parsed_faults(msgid: str, text: str, env: Mapping[str, Any] | None = None) -> Iterator[Fault]:
    """Give the faults of any translation, by parsing it and its source."""
    env = env if env is not None else _supposed(msgid)
    (source, source_signs), (made, made_signs) = (_parsed(each, env) for each in (msgid, text))
    yield from _changed_targets(source, made)
    yield from _empty_links(source, made)
    before, after = _stresses(source), _stresses(made)
    yield from _loose_stress(msgid, source_signs, made_signs, before, after)
    yield from _starred_words(made_signs, added=after.total() > before.total())
    loose = set(_LOOSE.findall(_text(made))) - set(_LOOSE.findall(_text(source)))
    loose = {each for each in loose if each[0] not in "*_~" or _has_kind(before, each)}
    if "`" not in msgid:
        # On keyboards without an apostrophe for it, people type it for one: tab`lar, o`zbek.
        loose.discard("`")
    for sign in sorted(loose):
        span = (text.find(sign), text.find(sign) + len(sign)) if text.count(sign) == 1 else None
        what = "calls no footnote" if sign.startswith("[^") else "opens or closes nothing"
        yield Fault(f"“{sign}” {what}", span)


def _parsed(text: str, env: Mapping[str, Any]) -> tuple[list[Token], Sequence[Signs]]:
    tokens, signs = signs_of_stress(text, env)
    return list(flat(tokens)), signs


def stressed(tokens: Iterable[Token]) -> int:
    """Count what is bold, in italics or struck through in a parsed text."""
    return _stresses(tokens).total()


def _stresses(tokens: Iterable[Token]) -> Counter[str]:
    return Counter(token.type for token in tokens if token.type in _STRESS)


def _has_kind(stresses: Counter[str], sign: str) -> bool:
    """Say whether some stress is of a sign's kind."""
    return any(_STRESS[each] == sign[0].replace("_", "*") for each in stresses)


def _changed_targets(source: Sequence[Token], made: Sequence[Token]) -> Iterator[Fault]:
    before, after = _targets(source), _targets(made)
    yield from (Fault(f"it lost {target}") for target in before if target not in after)
    yield from (Fault(f"it added {target}") for target in after if target not in before)


def _empty_links(source: Sequence[Token], made: Sequence[Token]) -> Iterator[Fault]:
    known = list(_without_words(source))
    for target in _without_words(made):
        if target not in known:
            hint = "Write the words that lead there between the brackets: [words](target)."
            yield Fault(f"the link to {target} has no words", hint=hint)


def _without_words(tokens: Sequence[Token]) -> Iterator[str]:
    target, shown = "", ""
    for token in tokens:
        if token.type == "link_open":
            target, shown = _readable(token.attrGet("href")), ""
        elif token.type == "link_close" and not shows(shown):
            yield target
        shown += token.content or ("picture" if token.type == "image" else "")


def _loose_stress(
    msgid: str, source: Sequence[Signs], made: Sequence[Signs], before: Counter[str], after: Counter[str]
) -> Iterator[Fault]:
    """Give the signs that open and close nothing, where the source has none of their kind that do.

    `before` and `after` are the stress of the source and of the translation.
    """
    known = {_kind_of(each) for each in source if each.loose}
    rest = [each for each in made if each.loose and _kind_of(each) not in known and not _is_own(each, msgid)]
    loose = [each for each in rest if not _is_no_remnant(each, rest, before, after)]
    for each in loose[:1]:
        # The one that is wrong may be the other of the two.
        hint = next(filter(None, map(_way_out, loose)), COMPARE)
        yield Fault(f"“{_sign(each)}” opens or closes nothing", (each.start, each.end), f"{hint} {_AS_SIGN}")


def _is_own(signs: Signs, msgid: str) -> bool:
    """Say whether signs are a line to write on, a name with _ in it, or a sign that the source shows."""
    sign = _sign(signs)
    if sign[0] == "_" and (len(sign) > 2 or _place_of(signs) == "word"):
        return True
    return len(sign) == 1 and f"\\{sign}" in msgid


def _is_no_remnant(signs: Signs, loose: Sequence[Signs], before: Counter[str], after: Counter[str]) -> bool:
    """Say whether loose signs are signs of their own, and not what is left of stress.

    Where neither text has stress of their kind, nothing is left of any: only two
    signs are damage that begin a word, or stand twice between spaces. Else it is
    one star between spaces or digits (5 * 3) or within a word (Nachbar*innen) where
    as much is stressed as in the source, and behind a word (Frauen*) where the same is.
    """
    sign, place = _sign(signs), _place_of(signs)
    if not _has_kind(before + after, sign):
        alone = [each for each in loose if _sign(each) == sign and _place_of(each) == "alone"]
        return len(sign) != 2 or not (_begins_word(signs) or (place == "alone" and len(alone) > 1))
    if len(sign) > 1:
        return False
    return after.total() >= before.total() if place != "edge" else _ends_word(signs) and after == before


def _begins_word(signs: Signs) -> bool:
    before, after = _around(signs)
    return not before.isalnum() and bool(after.strip()) and not after.isdigit() and _place_of(signs) == "edge"


def _ends_word(signs: Signs) -> bool:
    before, after = _around(signs)
    return before.isalnum() and not after.isalnum()


def _sign(signs: Signs) -> str:
    return signs.text[signs.start : signs.end]


def _starred_words(made: Sequence[Signs], *, added: bool) -> Iterator[Fault]:
    """Give the first of two stars within words that make italics of what stands between them."""
    for each in made if added else ():
        if each.end - each.start == 1 and not each.loose and _is_in_latin_word(each):
            message = "“*” within a word makes italics of what follows, which the source has not"
            yield Fault(message, (each.start, each.end), _AS_SIGN)
            return


def _kind_of(signs: Signs) -> tuple[str, str]:
    # One sign of its own may stand anywhere in the translation: an * marks, “*” marca.
    sign = _sign(signs)
    return sign[0], "" if len(sign) == 1 else _place_of(signs)


def _around(signs: Signs) -> tuple[str, str]:
    return signs.text[max(signs.start - 1, 0) : signs.start], signs.text[signs.end : signs.end + 1]


def _place_of(signs: Signs) -> str:
    """Say where signs stand: within a ``word``, ``alone`` or in quotation marks, or at the ``edge`` of something."""
    before, after = _around(signs)
    if before.isalnum() and after.isalnum():
        return "word"
    if before.strip() and after.strip() and not before.isalnum() and not after.isalnum():
        return "alone"
    return "edge" if before.strip() or after.strip() else "alone"


def _is_in_latin_word(signs: Signs) -> bool:
    return all(each.isalpha() and not of_other_script(each) for each in _around(signs))


def _way_out(signs: Signs) -> str | None:
    before, after = _around(signs)
    if not before.strip() and not after.strip():
        return _PARTED
    if before.strip() and after.strip() and not (before.isalnum() and after.isalnum()):
        return _IN_WORD if _sign(signs)[0] == "_" else _MARK
    return None


def _signs(text: str) -> list[str] | None:
    """Give the signs of a text, each with the kinds of characters around it; nothing where they do not tell all."""
    if not any(sign in text for sign in _MARKUP):
        return []
    # A bracket that closes before no target is one that link definitions decide on.
    if any(sign in text for sign in _UNLIKE) or text.count("]") != len(_TARGET.findall(text)):
        return None
    signs = []
    for found in _SIGNS.finditer(text):
        start, end = found.span()
        before = "{a}" if placeholder_ends(text, start) else _kind(text[max(start - 1, 0) : start])
        after = "{a}" if placeholder_begins(text, end) else _kind(text[end : end + 1])
        signs.append(f"{before}{found[0]}{after}")
    return signs


def _kind(character: str) -> str:
    if character.isalnum():
        return "あ" if of_other_script(character) else "a"
    return character.strip(" \n") or " "


def _supposed(msgid: str) -> dict[str, Any]:
    labels = re.findall(r"\]\[([^\]^][^\]]*)\]", msgid)
    return {
        "references": {normalizeReference(label): {"href": f"[{label}]", "title": ""} for label in labels},
        "footnotes": {"refs": {f":{label}": -1 for label in re.findall(r"\[\^([^\]\s]+)\]", msgid)}},
    }


def _targets(tokens: Iterable[Token]) -> list[str]:
    found = []
    for token in tokens:
        match token.type:
            case "link_open":
                found.append(f"the link to {_readable(token.attrGet('href'))}")
            case "image":
                found.append(f"the picture {_readable(token.attrGet('src'))}")
            case "footnote_ref":
                found.append(f"the footnote [^{token.meta['label']}]")
    return found


def _readable(target: object) -> str:
    # The parser has percent-encoded the braces of a placeholder by now.
    return str(target).replace("%7B", "{").replace("%7D", "}")


def _text(tokens: Iterable[Token]) -> str:
    return "\n".join(token.content for token in tokens if token.type == "text")
