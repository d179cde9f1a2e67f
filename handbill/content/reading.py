"""Whether a text with other words in it reads as the words were meant to, told block by block.

Two documents whose blocks are alike read alike where the texts of the blocks
do, and a text that is letter for letter the one that was meant needs no parser
to tell. So most translations are checked without any inline parsing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markdown_it.token import Token

from handbill.content.lines import on_few_lines
from handbill.content.parser import inline_children, inline_html

_DEFINED = ("references", "footnotes")
"""In markdown-it's env: what the texts of a document can point to."""


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


def comparable(html: str) -> str:
    """Give HTML for comparing: a line break is one however it was written."""
    return html.replace("<br />\n", "<br>").replace("<br />", "<br>")
