"""Line ends inside a text: those that are a space, and those that are a line break."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token


def as_read(text: str) -> str:
    """Give a text as Markdown reads a whole document: line ends as line feeds, and a sign in the place of NUL."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


def on_few_lines(text: str) -> str:
    """Give a text with no line ends but those of hard line breaks."""
    text = as_read(text).strip(" \t\n")
    if "\n" not in text:
        return text
    return re.sub(r"(?:(\\)[ \t]*)?\n[ \t\n]*", lambda found: "\\\n" if found[1] else " ", text)


_LINE_END = re.compile(r"(\\| {2,})?[ \t]*\n[ \t]*")
_MAY_MEAN = ("<", "`", "\\", "\t", "  \n")
"""Where these are, a line end can be more than a space: raw HTML, code, hard line breaks ..."""
_TARGET = re.compile(r"\]\([^\s()<>\"'\\]*\)")
"""A link's target without a title, in which a line end would stay one."""


def unwrap(content: str, state: StateCore) -> str:
    """Give a block's text on one line; hard line breaks stay, each as a backslash at the end of a line.

    Where a line end means something (inside raw HTML), unwrapping would change
    the text, and it is left as it is.
    """
    if "\n" not in content:
        return content
    if is_wrapped_alone(content):
        first, *more, last = content.split("\n")
        return " ".join([first.rstrip(" "), *(line.strip(" ") for line in more), last.lstrip(" ")])
    unwrapped = _LINE_END.sub(lambda found: "\\\n" if found[1] else " ", content)
    return unwrapped if _rendered(unwrapped, state) == _rendered(content, state) else content


def is_wrapped_alone(content: str) -> bool:
    """Say whether every line end of a text is surely no more than a space; most are, and need no parser to tell."""
    # Looking for one string after the other is many times faster than a pattern.
    if any(sign in content for sign in _MAY_MEAN):
        return False
    return content.count("](") == len(_TARGET.findall(content))


def _rendered(content: str, state: StateCore) -> str:
    # A scratch env: parsing a footnote reference counts it.
    env = {"references": state.env.get("references", {})}
    tokens: list[Token] = []
    state.md.inline.parse(content, state.md, env, tokens)
    renderer = state.md.renderer
    assert isinstance(renderer, RendererHTML)
    return renderer.renderInline(_on_one_line(tokens), state.md.options, env)


def _on_one_line(tokens: Sequence[Token]) -> list[Token]:
    made = []
    for token in tokens:
        if token.type == "softbreak":
            made.append(Token("text", "", 0, content=" "))
        else:
            token.children = _on_one_line(token.children) if token.children else token.children
            made.append(token)
    return made
