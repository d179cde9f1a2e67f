"""Whether a translation's inline markup is still whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from markdown_it.common.utils import normalizeReference
from markdown_it.token import Token

from handbill.content.parser import flat, inline_children

_LOOSE = re.compile(r"\*\*|(?<!\w)__|__(?!\w)|~~|`|\]\(|\]\[")
"""What stays behind of bold, strikethrough, code and links that do not parse."""

_TARGET = re.compile(r"\]\([^\s()<>\"'\\]*\)")
_SIGNS = re.compile(rf"{_TARGET.pattern}|!?\[|[*_~]+")
"""What makes stress and links: where these stand alike, between letters or beside white space, they mean alike."""
_MARKUP = tuple("*_~`[]<&\\")
"""Without any of these a text has no markup at all."""
_UNLIKE = ("`", "<", "&", "\\", "[^")
"""Code, HTML, entities, escapes, footnotes: what only the parser can read."""


def broken_markup(msgid: str, text: str, env: Mapping[str, Any] | None = None) -> str | None:
    """Say what no longer parses in a translation, or is lost from it; nothing where all is well.

    The links, pictures and footnotes must be those of the source, leading to the
    same places. Bold and italics may be left out or moved: languages stress
    differently. What may not be is markup that shows as its own signs. `env` is
    what the parser knows of the document: its link definitions and footnotes;
    without it, what looks like one in the source is taken for one.
    """
    if is_alike(msgid, text):
        return None
    return parsed_broken(msgid, text, env)


def is_alike(msgid: str, text: str) -> bool:
    """Say whether a translation surely has the markup of its source, as most have: that takes no parser to tell."""
    signs = _signs(msgid)
    return signs is not None and signs == _signs(text)


def parsed_broken(msgid: str, text: str, env: Mapping[str, Any] | None = None) -> str | None:
    """Say the same as `broken_markup` of any two texts, by parsing them."""
    env = env if env is not None else _supposed(msgid)
    source, made = list(flat(inline_children(msgid, env))), list(flat(inline_children(text, env)))
    for target in _targets(source):
        if target not in _targets(made):
            return f"it lost {target}"
    for target in _targets(made):
        if target not in _targets(source):
            return f"it added {target}"
    loose = set(_LOOSE.findall(_text(made))) - set(_LOOSE.findall(_text(source)))
    if "`" not in msgid:
        # On keyboards without an apostrophe for it, people type it for one: tab`lar, o`zbek.
        loose.discard("`")
    return f"“{min(loose)}” opens or closes nothing" if loose else None


def _signs(text: str) -> list[str] | None:
    """Give the signs of a text, each with the kinds of characters around it; nothing where they do not tell all."""
    if not any(sign in text for sign in _MARKUP):
        return []
    # A bracket that closes before no target is one that link definitions decide on.
    if any(sign in text for sign in _UNLIKE) or text.count("]") != len(_TARGET.findall(text)):
        return None
    signs = []
    for found in _SIGNS.finditer(text):
        before, after = text[max(found.start() - 1, 0) : found.start()], text[found.end() : found.end() + 1]
        signs.append(f"{_kind(before)}{found[0]}{_kind(after)}")
    return signs


def _kind(character: str) -> str:
    return "a" if character.isalnum() else character.strip(" \n") or " "


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
                found.append(f"the link to {token.attrGet('href')}")
            case "image":
                found.append(f"the picture {token.attrGet('src')}")
            case "footnote_ref":
                found.append(f"the footnote [^{token.meta['label']}]")
    return found


def _text(tokens: Iterable[Token]) -> str:
    return "\n".join(token.content for token in tokens if token.type == "text")
