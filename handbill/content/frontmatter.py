"""Front matter: which of its values are texts, and where each stands."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import yaml

from handbill.content.document import FieldRule
from handbill.errors import SourceError
from handbill.hidden import DELETE, harmful


@dataclass(frozen=True, slots=True)
class Value:
    """One value to translate."""

    key: str
    index: int | None
    """Its place in a list, from 1; nothing where the key has a single value."""
    text: str
    line: int
    """Its line in the file, from 1."""
    span: tuple[int, int] = (0, 0)
    """Where it begins and ends in the front matter's text."""
    style: str | None = None
    """How it is written: plainly, in single or double quotes, or as a block (``|``, ``>``)."""

    @property
    def id(self) -> str:
        """``headline``, or ``points.2``."""
        return self.key if self.index is None else f"{self.key}.{self.index}"


def _refuse_hidden(text: str, path: str, first_line: int) -> None:
    """Name the control character that YAML stumbles over, with its line, which YAML does not tell."""
    for line, written in enumerate(text.split("\n"), start=first_line):
        if name := next(harmful(written.rstrip("\r")), None):
            raise SourceError(f"the text has the invisible character {name}", path=path, line=line, hint=DELETE)


def read_front_matter(
    text: str, schema: Mapping[str, FieldRule], *, path: str, first_line: int
) -> tuple[tuple[Value, ...], Mapping[str, object]]:
    """Give the values that `schema` names, in the order of the file, and all the front matter as YAML reads it.

    `first_line` is the file's line on which `text` begins. Broken YAML, and a
    named key that holds neither a text nor a list of texts, are a `SourceError`.
    """
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        metadata = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError) as error:
        _refuse_hidden(text, path, first_line)
        # ValueError: what looks like a date and is none, such as 2011-13-45; YAML does not say where.
        mark = getattr(error, "problem_mark", None)
        raise SourceError(
            f"the front matter is not YAML: {getattr(error, 'problem', None) or error}",
            path=path,
            line=first_line + (mark.line if mark else 0),
            hint="Put a text that holds a colon, a brace at its start or a # between quotation marks.",
        ) from error
    if root is None:
        return (), {}
    if not isinstance(root, yaml.MappingNode):
        raise SourceError("the front matter is not a list of “key: value”", path=path, line=first_line)
    return tuple(_values(root, schema, path=path, first_line=first_line)), metadata


def _values(root: yaml.MappingNode, schema: Mapping[str, FieldRule], *, path: str, first_line: int) -> Iterator[Value]:
    seen: set[str] = set()
    for key_node, node in root.value:
        key = str(key_node.value)
        if key not in schema:
            continue
        if key in seen:
            line = first_line + key_node.start_mark.line
            raise SourceError(f"“{key}” stands there twice", path=path, line=line, hint="Delete one of them.")
        seen.add(key)
        listed = isinstance(node, yaml.SequenceNode)
        for index, each in enumerate(node.value if listed else [node], start=1):
            line = first_line + each.start_mark.line
            if not isinstance(each, yaml.ScalarNode):
                raise SourceError(
                    f"“{key}” holds neither a text nor a list of texts",
                    path=path,
                    line=line,
                    hint="Put a text that begins with a brace between quotation marks.",
                )
            empty = each.tag == "tag:yaml.org,2002:null"
            if text := "" if empty else " ".join(each.value.split()):
                span = (each.start_mark.index, each.end_mark.index)
                yield Value(key, index if listed else None, text, line, span, each.style)


def put_values(text: str, texts: Sequence[tuple[Value, str]]) -> str:
    """Give the front matter with some values replaced, and every other character as it was."""
    for value, new in sorted(texts, key=lambda each: each[0].span, reverse=True):
        start, end = value.span
        text = text[:start] + _as_written(new, value.style, text[start:end]) + text[end:]
    return text


def _as_written(new: str, style: str | None, old: str) -> str:
    """Write a text as YAML, in the style of the one that it replaces where that can hold it."""
    if style in {"|", ">"}:
        head, _, body = old.partition("\n")
        indent = body[: len(body) - len(body.lstrip(" "))]
        tail = old[len(old.rstrip("\n")) :]
        return f"{head}\n{indent}{new}{tail}"
    if style == "'":
        return "'" + new.replace("'", "''") + "'"
    if style is None and _reads_back(new):
        return new
    return json.dumps(new, ensure_ascii=False)


def _reads_back(text: str) -> bool:
    """Say whether YAML reads a plain text as just that text, also inside a list in brackets."""
    try:
        return bool(yaml.safe_load(f"[{text}]") == [text] and yaml.safe_load(f"a: {text}") == {"a": text})
    except (yaml.YAMLError, ValueError):
        return False
