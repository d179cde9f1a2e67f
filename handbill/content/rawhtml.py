"""Raw HTML in Markdown: where its texts stand.

A text runs from one block-level tag to the next, inline tags included, so that
a table cell or a list item is one message like elsewhere.
"""

from __future__ import annotations

import re
from itertools import pairwise

TAG = re.compile(r"<!--.*?-->|</?[a-zA-Z][^>]*>|<[?!][^>]*>", re.DOTALL)
"""A tag, a comment or a declaration."""

_INLINE = (
    "a|abbr|b|bdi|bdo|br|cite|code|data|del|dfn|em|i|img|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|u|var|wbr"
)
_BETWEEN = re.compile(
    rf"<!--.*?-->|<(script|style|pre|textarea)\b.*?(?:</\1\s*>|\Z)|<[?!][^>]*>|</?(?!(?:{_INLINE})\b)[a-zA-Z][^>]*>",
    re.DOTALL | re.IGNORECASE,
)


def texts_in_html(content: str) -> list[tuple[int, int]]:
    """Give where the texts of a block of raw HTML begin and end, white space around them left out."""
    edges = [(0, 0), *(found.span() for found in _BETWEEN.finditer(content)), (len(content), len(content))]
    found = []
    for (_, start), (end, _) in pairwise(edges):
        text = content[start:end]
        begin = start + len(text) - len(text.lstrip())
        if any(each.isalpha() for each in TAG.sub("", text)):
            found.append((begin, begin + len(text.strip())))
    return found


def has_tag(source: str, tag: str) -> bool:
    """Say whether a tag stands in a text, on however many lines."""
    return " ".join(tag.split()) in " ".join(source.split())


def same_tags(source: str, text: str) -> bool:
    """Say whether a translation has the tags of its source, in whatever order."""
    return sorted(TAG.findall(source)) == sorted(TAG.findall(text))
