"""Front matter: which of its values are texts, and where each stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml

from handbill.content.document import FieldRule
from handbill.errors import SourceError


@dataclass(frozen=True, slots=True)
class Value:
    """One value to translate."""

    key: str
    index: int | None
    """Its place in a list, from 1; nothing where the key has a single value."""
    text: str
    line: int
    """Its line in the file, from 1."""

    @property
    def id(self) -> str:
        """``headline``, or ``points.2``."""
        return self.key if self.index is None else f"{self.key}.{self.index}"


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
                yield Value(key, index if listed else None, text, line)
