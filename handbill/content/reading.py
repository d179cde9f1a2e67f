"""Whether a text with other words or marks in it reads as it was meant to; documents are told block by block.

Two documents whose blocks are alike read alike where the texts of the blocks
do, and a text that is letter for letter the one that was meant needs no parser
to tell. So most translations are checked without any inline parsing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markdown_it.token import Token

from handbill.content.lines import on_few_lines
from handbill.content.parser import inline_children, inline_html
from handbill.isolates import MARKS

_DEFINED = ("references", "footnotes")
"""In markdown-it's env: what the texts of a document can point to."""
_NO_MARKS = dict.fromkeys(map(ord, MARKS))


def same_reading(
    blocks: Sequence[Token],
    env: Mapping[str, Any],
    made: Sequence[Token],
    made_env: Mapping[str, Any],
    texts: Mapping[str, str],
) -> bool:
    """Say whether `made` surely is the document of `blocks` with some of its texts replaced, by their ids.

    False where only the whole documents can tell.
    """
    if len(blocks) != len(made) or any(_names(env, kind) != _names(made_env, kind) for kind in _DEFINED):
        return False
    return all(_same(block, now, texts, env) for block, now in zip(blocks, made, strict=True))


def _names(env: Mapping[str, Any], kind: str) -> object:
    defined = env.get(kind, {})
    if kind == "references":
        return {label: (each["href"], each["title"]) for label, each in defined.items()}
    return set(defined.get("refs", {}))


def _same(block: Token, made: Token, texts: Mapping[str, str], env: Mapping[str, Any]) -> bool:
    shape = (block.type, block.tag, block.attrs, block.hidden, block.level, block.info)
    if shape != (made.type, made.tag, made.attrs, made.hidden, made.level, made.info):
        return False
    if block.type == "front_matter":
        return True
    text = texts.get(block.meta.get("id", ""))
    if text is None:
        return block.content == made.content and block.meta.get("label") == made.meta.get("label")
    meant = on_few_lines(text)
    if "<" in meant or "[^" in meant:
        # HTML that a translation added is shown as text, and notes are numbered through the document.
        return False
    return meant == on_few_lines(made.content) or _shown(meant, env) == _shown(made.content, env)


def _shown(text: str, env: Mapping[str, Any]) -> str:
    return comparable(inline_html(inline_children(text, env)))


def same_but_for_marks(text: str, made: str, env: Mapping[str, Any]) -> bool:
    """Say whether a text of a document reads as before with isolates, and angle brackets around addresses, put into it.

    No isolate may stand in a link's target or in code; `env` knows the document's link definitions.
    """
    return list(_unmarked(inline_children(text, env))) == list(_unmarked(inline_children(made, env)))


def _unmarked(tokens: Sequence[Token]) -> Iterator[object]:
    """Give what a parsed text says, letter by letter, without isolates and without links that show where they lead."""
    links = 0
    for token in tokens:
        links += token.nesting if token.type.startswith("link_") and token.markup != "autolink" else 0
        if token.markup == "autolink" and not links:
            # Within a link it would be a link of its own.
            continue
        if token.type == "text":
            yield from token.content.translate(_NO_MARKS)
        else:
            attrs = {**token.attrs, "title": str(token.attrGet("title") or "").translate(_NO_MARKS)}
            yield token.type, token.content if token.type != "image" else "", attrs
            yield from _unmarked(token.children or ())


def comparable(html: str) -> str:
    """Give HTML for comparing: a line break is one however it was written."""
    return html.replace("<br />\n", "<br>").replace("<br />", "<br>")
