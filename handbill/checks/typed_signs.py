"""Signs of markup that mean nothing where a translator typed them: readers would see them as they are.

A translation is the text of one block, in the signs of ASCII: what begins a
list or a heading begins nothing in it, and full-width signs, which a keyboard
for Chinese or Japanese types, stress nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbill.checks.conventions import ORDINAL_STOP, primary
from handbill.checks.narrow import narrowed
from handbill.content.markup import Fault, stressed
from handbill.content.parser import flat, inline_children
from handbill.languages import Language

_NAMES = (
    "a|abbr|article|aside|audio|b|big|blockquote|body|br|button|caption|center|cite|code|dd|del|details|dfn|div|dl|dt|em|"
    "embed|figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|label|li|link|main|mark|"
    "meta|nav|object|ol|option|p|pre|q|ruby|rp|rt|s|samp|script|section|select|small|source|span|strike|strong|style|sub|"
    "summary|sup|svg|table|tbody|td|textarea|tfoot|th|thead|title|tr|tt|u|ul|var|video|wbr"
)
_TAG = re.compile(
    rf"</?({_NAMES})(?:\s+[\w-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s<>\"']+))*\s*/?>|(<!--).*?-->",
    re.IGNORECASE | re.DOTALL,
)
"""A tag of HTML, whole: what only begins like one is a sign of less than. Or a comment."""
_CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)

_BLOCK = re.compile(
    r"^[ \t]*(#{1,6}(?=\s)|>(?=\s*[^\s\d])|[-+*](?=[ \t]+(?:[^\W\d]|[*_\[{¿¡“«\"]))|\d{1,3}[.)](?=[ \t]+\S)"
    r"|\|(?=.*\|[ \t]*$)|[-=+:|]{3,}(?=[ \t]*$))",
    re.MULTILINE,
)
"""What would begin a heading, a quotation, an item of a list or a table's row in a document, or be a line beneath one.

The sign of a number begins nothing: - 5 °C.
"""
_BEGINNING = re.compile(r"^[ \t]*\\?(#|\d+(?=[.)])|[>→»›|=:]|[-‑–—•·“«„\"]|[+*](?=\s))", re.MULTILINE)
"""What a line of the source begins with; speech is begun by a dash in many languages."""


def added_tags(sources: tuple[str, ...], form: str) -> Iterator[Fault]:
    """Give the first tag or comment of HTML that no source has."""
    known = {_tag_name(found) for text in sources for found in _TAG.finditer(text)}
    plain = _CODE.sub(lambda found: " " * len(found[0]), form)
    for found in _TAG.finditer(plain):
        if _tag_name(found) not in known:
            kind, hint = ("comment", "") if found[2] else ("tag", ", or write **bold** and *italics* so")
            yield Fault(f"the {kind} {found[0]} shows as its own signs", found.span(), f"Leave it out{hint}.")
            return


def _tag_name(found: re.Match[str]) -> str:
    return (found[1] or found[2]).casefold()


def block_marks(sources: tuple[str, ...], form: str, language: Language) -> Iterator[Fault]:
    """Give the first mark of a block that a line begins with, and no source does."""
    known = {_mark(found[1]) for text in sources for found in _BEGINNING.finditer(text)}
    for found in _BLOCK.finditer(form):
        if _mark(found[1]) in known or _is_meant(found[1], sources, language) or _is_of_note(found[1], sources, form):
            continue
        meant = f"{found[1][:-1]}\\{found[1][-1]}"
        hint = f"Leave it out: the document makes the headings and lists. Where the sign itself is meant, write {meant}"
        yield Fault(f"“{found[1]}” shows as its own sign", found.span(1), hint)
        return


def _mark(mark: str) -> str:
    if mark[0].isdigit():
        return "1"
    return mark[0] if mark[0] in "#|=:" else ">" if mark[0] in ">→»›" else "-"


def _is_meant(mark: str, sources: tuple[str, ...], language: Language) -> bool:
    """Say whether a sign is one of the sentence: a number (1. Mai), or what the source has between spaces."""
    if not mark[0].isdigit():
        # Of dashes that says nothing.
        return mark[0] != "-" and any(mark in text.split() for text in sources)
    if mark.endswith(".") and primary(language.tag) in ORDINAL_STOP:
        return True
    return any(int(mark[:-1]) == int(each) for text in sources for each in re.findall(r"\d+", text))


def _is_of_note(mark: str, sources: tuple[str, ...], form: str) -> bool:
    """Say whether a star is that of a note: one alone, where the source has none to damage."""
    stars = [found for found in _BLOCK.finditer(form) if found[1] == "*"]
    return mark == "*" and len(stars) == 1 and not any("*" in text for text in sources)


def fullwidth_signs(msgid: str, form: str) -> Iterator[Fault]:
    """Give the first full-width signs, not the source's, that would stress something if they were of ASCII."""
    narrow = narrowed(form)
    if narrow == form or not any(each in narrow for each in "*_~`"):
        return
    source, now, meant = (_stress(each) for each in (msgid, form, narrow))
    if meant <= now:
        return
    for found in re.finditer(r"[*_~`]+", narrow):
        signs = form[slice(*found.span())]
        # Two asterisks are no sign of any language; one begins a note.
        if signs != found[0] and signs not in msgid and (now < source or found[0] == "**"):
            message = f"“{signs}” is full-width, and shows as its own sign"
            yield Fault(message, found.span(), f"Type it narrow, with a Latin keyboard: {found[0]}words{found[0]}.")
            return


def _stress(text: str) -> int:
    tokens = list(flat(inline_children(text)))
    return stressed(tokens) + sum(token.type == "code_inline" for token in tokens)
