"""Front matter: which of its values are texts, and where each stands; and the same with other texts.

A value that stands for another (``*name``) is a text of its own and is written
out where one of the two is translated; what stands before a value (``&name``,
``!!str``) stays. What was written is read back: a text that YAML would read
otherwise, or that would change another value, is left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

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
        if said := next(harmful(written.rstrip("\r")), None):
            raise SourceError(f"the text has {said}", path=path, line=line, hint=DELETE)


def read_front_matter(
    text: str, schema: Mapping[str, FieldRule], *, path: str, first_line: int
) -> tuple[tuple[Value, ...], Mapping[str, object]]:
    """Give the values that `schema` names, in the order of the file, and all the front matter as YAML reads it.

    `first_line` is the file's line on which `text` begins. Broken YAML, and a
    named key that holds neither a text nor a list of texts, are a `SourceError`.
    """
    try:
        root = _compose(text)[0]
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
    return tuple(_values(text, root, schema, path=path, first_line=first_line)), metadata


_HASHTAG_BEHIND = re.compile(r"[ \t]+(#\w\S*)")
_HASHTAG_BEFORE = re.compile(r"^[^#\n]*[:-][ \t]+(#\w\S*)", re.MULTILINE)


def _refuse_hashtag(text: str, node: yaml.ScalarNode, begun: int, *, path: str, first_line: int) -> None:
    """Refuse a hashtag that a plain text is, begins with or goes on with: YAML takes it for a comment.

    `begun` is where there was nothing of the text yet: behind its key, or behind the text before it in a list.
    """
    start, end = _span(node)
    found = _HASHTAG_BEHIND.match(text, end) or _HASHTAG_BEFORE.search(text[begun:start])
    if node.style is None and found:
        place = found.start(1) + (0 if found.re is _HASHTAG_BEHIND else begun)
        raise SourceError(
            f"“{found[1]}” would be left out: after a space, # begins a comment",
            path=path,
            line=first_line + text.count("\n", 0, place),
            hint="Put the text between quotation marks, or a space behind the # of a comment.",
        )


class _Composer(yaml.SafeLoader):
    """Gives each ``*name`` of a text as a node of its own, where it stands, and notes the node that it stands for."""

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self.aliases: list[tuple[yaml.ScalarNode, yaml.ScalarNode]] = []

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        alias: Any = self.peek_event() if self.check_event(yaml.AliasEvent) else None  # type: ignore[no-untyped-call]
        node = super().compose_node(parent, index)
        if alias is None or not isinstance(node, yaml.ScalarNode):
            return node
        own = yaml.ScalarNode(node.tag, node.value, alias.start_mark, alias.end_mark)
        self.aliases.append((own, node))
        return own


def _compose(text: str) -> tuple[yaml.Node | None, Sequence[tuple[yaml.ScalarNode, yaml.ScalarNode]]]:
    composer = _Composer(text)
    try:
        return composer.get_single_node(), composer.aliases
    finally:
        composer.dispose()


def _span(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.index, node.end_mark.index


def _values(
    text: str, root: yaml.MappingNode, schema: Mapping[str, FieldRule], *, path: str, first_line: int
) -> Iterator[Value]:
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
        begun = node.start_mark.index if listed else key_node.end_mark.index
        for index, each in enumerate(node.value if listed else [node], start=1):
            line = first_line + each.start_mark.line
            if not isinstance(each, yaml.ScalarNode):
                raise SourceError(
                    f"“{key}” holds neither a text nor a list of texts",
                    path=path,
                    line=line,
                    hint="Put a text that begins with a brace between quotation marks.",
                )
            _refuse_hashtag(text, each, begun, path=path, first_line=first_line)
            begun = each.end_mark.index
            empty = each.tag == "tag:yaml.org,2002:null"
            value = "" if empty else _on_one_line(each.value)
            if value.strip():
                yield Value(key, index if listed else None, value, line, _span(each), each.style)


def _on_one_line(text: str) -> str:
    # No other white space: a no-break space is something that somebody typed, and means.
    return re.sub(r"[ \t\n\r\f\v]+", " ", text).strip(" ")


Edits = Sequence[tuple[Value, str]]


def put_values(text: str, edits: Edits) -> tuple[str, list[Value]]:
    """Give the front matter with some values replaced, every other character as it was, and the values left out."""
    made = _with(text, edits)
    if _is_meant(text, made, edits):
        return made, []
    kept: list[tuple[Value, str]] = []
    for edit in edits:
        if _is_meant(text, _with(text, [*kept, edit]), [*kept, edit]):
            kept.append(edit)
    return _with(text, kept), [value for value, _ in edits if all(value is not each for each, _ in kept)]


def _with(text: str, edits: Edits) -> str:
    wanted = {value.span: (new, value.style) for value, new in edits}
    # What stands for a value that is replaced keeps what it was.
    for own, node in _compose(text)[1]:
        if _span(node) in wanted:
            wanted.setdefault(_span(own), (own.value, None))
    made = text
    for (start, end), (new, style) in sorted(wanted.items(), reverse=True):
        made = made[:start] + _as_written(new, style, made[start:end]) + made[end:]
    return made


def _is_meant(before: str, made: str, edits: Edits) -> bool:
    """Say whether YAML reads the new texts in their places, and everything else as before."""
    try:
        old, new = (yaml.safe_load(each) for each in (before, made))
        for value, text in edits:
            if str(_taken(new, value)).rstrip("\n") != text.rstrip("\n"):
                return False
            _taken(old, value)
    except (yaml.YAMLError, ValueError, LookupError, TypeError):
        return False
    # By how they are shown: so 1 is not true, and what is no number is itself.
    return repr(old) == repr(new)


def _taken(metadata: dict[str, object], value: Value) -> object:
    """Take a value out of front matter, and leave its place."""
    if value.index is None:
        found, metadata[value.key] = metadata[value.key], None
        return found
    # A list that stands under two keys is one: what was taken from one of them is still in the other.
    listed = list(metadata[value.key])  # type: ignore[call-overload]
    found, listed[value.index - 1] = listed[value.index - 1], None
    metadata[value.key] = listed
    return found


_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")
"""What may stand before a value: its name, and what kind of value it is."""
_FENCE = re.compile(r"\n\s*---")
_TO_ESCAPE = re.compile("[^\\t\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What YAML does not read as it stands, or reads as the end of a line."""


def _as_written(new: str, style: str | None, old: str) -> str:
    """Write a text as YAML, in the style of the one that it replaces where that can hold it."""
    properties = _PROPERTIES.match(old)[0]  # type: ignore[index]
    old = old[len(properties) :]
    return properties + next(each for each in _ways(new, style, old) if each is not None)


def _ways(new: str, style: str | None, old: str) -> Iterator[str | None]:
    """Give the ways to write a text, the best first; those that cannot hold it are nothing."""
    tail = old[len(old.rstrip("\n")) :] if style in {"|", ">"} else ""
    if style in {"|", ">"}:
        yield _in_block(new, old, tail)
    if style == "'":
        quoted = "'" + new.replace("'", "''") + "'"
        yield quoted if _reads_as(f"a: {quoted}\n", new) else None
    if style is None:
        yield new if _reads_as(f"a: {new}\n", new) and _reads_as(f"a: [{new}]\n", [new]) else None
    yield _TO_ESCAPE.sub(_escaped, json.dumps(new, ensure_ascii=False)) + tail


def _in_block(new: str, old: str, tail: str) -> str | None:
    head, _, body = old.partition("\n")
    indent = next((line[: len(line) - len(line.lstrip(" "))] for line in body.split("\n") if line.strip()), "  ")
    lines = "\n".join(f"{indent}{line}" if line else "" for line in new.split("\n"))
    written = f"{head}\n{lines}{tail}"
    # With three hyphens on a line the front matter would end.
    fits = not _FENCE.search(written) and _reads_as(f"a: {written}\n", new)
    return written if fits else None


def _reads_as(text: str, wanted: object) -> bool:
    """Say whether YAML reads just this value under the key of a text; how a block ends does not count."""
    try:
        found = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError):
        return False
    if not isinstance(found, dict) or list(found) != ["a"]:
        return False
    value = found["a"]
    return bool((value.rstrip("\n") if isinstance(value, str) and isinstance(wanted, str) else value) == wanted)


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
