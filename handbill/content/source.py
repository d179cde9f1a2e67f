"""One Markdown text, read: its messages, and the text with other words in their places, as HTML or as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from markdown_it.token import Token

from handbill.content.document import FieldRule
from handbill.content.lines import as_read
from handbill.content.parser import BYTE_ORDER_MARK, block_tokens, document_tokens, html
from handbill.content.reading import comparable, same_reading
from handbill.content.splice import Edit, find_place, settle, split_lines
from handbill.content.walk import SESSION, Session
from handbill.model import Message

if TYPE_CHECKING:
    from handbill.content.frontmatter import Value

Report = Callable[[Message, str], None]
"""Told of each translation that could not be used: its message, and why."""


class MarkdownSource:
    """One Markdown text, read.

    `found` are its texts in order, `bare` those with nothing to translate in them
    (a placeholder alone), `values` those of the front matter. `env` is what the
    parser knows of its link definitions and footnotes.
    """

    def __init__(self, text: str, path: str, fields: Collection[str]) -> None:
        # A byte order mark would hide the front matter from the parser; it stays where it is.
        self.text = text.removeprefix(BYTE_ORDER_MARK)
        self.mark = text[: len(text) - len(self.text)]
        self.path = path
        self.env: dict[str, Any] = {}
        self.front: Token | None = None
        self.has_front = True
        session = self._texts(self.text)
        self.front = next((token for token in session.blocks if token.type == "front_matter"), None)
        self.has_front = self.front is not None and _is_mapping(str(self.front.content))
        if self.front is not None and not self.has_front:
            # Two rules with something between them, and no front matter at all.
            self.front = None
            session = self._texts(self.text)
        self.found = session.found
        self.bare = session.bare
        self.blocks = session.blocks
        self.values = self._values(fields)

    def _values(self, fields: Collection[str]) -> list[tuple[Value, Message]]:
        if self.front is None:
            return []
        from handbill.content.frontmatter import read_front_matter

        schema = dict.fromkeys(fields, FieldRule())
        values, _ = read_front_matter(str(self.front.content), schema, path=self.path, first_line=2)
        return [
            (value, Message(value.text, context=value.key, references=(f"{self.path}:{value.line}",)))
            for value in values
        ]

    def _texts(self, text: str) -> Session:
        session = Session(self.path, "", {}, anchors=False)
        self.env[SESSION] = session
        block_tokens(text, self.env, front_matter=self.has_front)
        return session

    def _read(self, text: str, wanted: Mapping[str, str] | None) -> tuple[Sequence[Token], Session]:
        from handbill.languages import language

        reading = language("en")
        session = Session(self.path, "", {}, anchors=False)
        if wanted is not None:
            session.localize = lambda each: (wanted.get(each.id, each.message.msgid), reading)
        return document_tokens(text, session, {}, front_matter=self.has_front), session

    def html(self, wanted: Mapping[str, str]) -> str:
        """Give the text as HTML, with some texts replaced."""
        return _html(self._read(self.text, wanted)[0])

    def markdown(self, wanted: Mapping[str, str], values: Sequence[tuple[Value, str]], report: Report) -> str:
        """Give the text as Markdown, with some texts and front-matter values replaced."""
        lines = split_lines(self.text)
        edits = []
        for found in (*self.found, *self.bare):
            shown = wanted.get(found.text.id, found.text.message.msgid)
            if shown == found.text.message.msgid:
                continue
            place = find_place(found, lines)
            if place is None:
                report(found.text.message, "its place in the source cannot be told")
            else:
                edits.append(Edit(found, place, shown))
        made, left_out = settle(lines, edits, self._reads_as_meant)
        for edit in left_out:
            report(edit.found.text.message, "it cannot be written there without becoming something else")
        return self.mark + self._with_values("".join(made), values, report)

    def _reads_as_meant(self, lines: Sequence[str], edits: Sequence[Edit]) -> bool:
        env: dict[str, Any] = {}
        made = block_tokens("".join(lines), env, front_matter=self.has_front)
        if same_reading(self.blocks, self.env, made, env, {edit.found.text.id: edit.text for edit in edits}):
            return True
        # Not the same block by block. It may read alike for all that: the whole documents tell.
        direct = self.html({edit.found.text.id: edit.text for edit in edits})
        return comparable(_html(self._read("".join(lines), None)[0])) == comparable(direct)

    def _with_values(self, text: str, values: Sequence[tuple[Value, str]], report: Report) -> str:
        if not values or self.front is None or self.front.map is None:
            return text
        from handbill.content.frontmatter import put_values

        lines = split_lines(text)
        first, last = self.front.map[0] + 1, self.front.map[1] - 1
        line_end = "\r\n" if lines[0].endswith("\r\n") else "\n"
        changed, left_out = put_values(str(self.front.content), [(value, as_read(new)) for value, new in values])
        messages = {value.id: message for value, message in self.values}
        for value in left_out:
            report(messages[value.id], "it cannot be written in the front matter without becoming something else")
        changed = changed.replace("\n", line_end)
        return "".join([*lines[:first], changed + line_end, *lines[last:]])


def _html(tokens: Sequence[Token]) -> str:
    return html([token for token in tokens if token.type != "front_matter"])


def _is_mapping(text: str) -> bool:
    import yaml

    try:
        return isinstance(yaml.safe_load(text), dict)
    except (yaml.YAMLError, ValueError):
        return False
