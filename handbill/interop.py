"""Extraction methods for Babel, so that ``pybabel extract`` reads a campaign as Handbill does.

A mapping file names them::

    [handbill_markdown: source/*.md]
    fields = title, summary

    [handbill_typst: templates/*.typ]
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import IO, Any

from handbill.content import markdown
from handbill.content.document import FieldRule
from handbill.content.templates import messages_of_template
from handbill.model import Message

Extracted = tuple[int, str | None, str | tuple[str, str], list[str]]
"""Line, function (which tells Babel what the texts are), msgid or context and msgid, comments."""


def extract_markdown(
    fileobj: IO[bytes], keywords: Collection[str], comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[Extracted]:
    """Give the messages of a Markdown source to Babel, each block one, with all its comments.

    The option `fields` lists the front-matter keys that are translated; their
    context is ``DOMAIN:KEY``, where `domain` is an option too and the file's
    name without its ending if it is not given.
    """
    name = _name(fileobj)
    wanted = options.get("fields", ())
    schema = {key: FieldRule() for key in (re.split(r"[\s,]+", wanted.strip()) if isinstance(wanted, str) else wanted)}
    domain = options.get("domain") or PurePath(name).stem
    document = markdown.parse(_text(fileobj), path=name, domain=domain, schema=schema)
    return _extracted(text.message for text in document.all_texts)


def extract_typst(
    fileobj: IO[bytes], keywords: Collection[str], comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[Extracted]:
    """Give the strings of a Typst template (``.typ``) to Babel, with all their comments."""
    return _extracted(messages_of_template(_text(fileobj), _name(fileobj)))


def _name(fileobj: IO[bytes]) -> str:
    return str(getattr(fileobj, "name", ""))


def _text(fileobj: IO[bytes]) -> str:
    return fileobj.read().decode("utf-8-sig").replace("\r\n", "\n")


def _extracted(messages: Iterable[Message]) -> Iterator[Extracted]:
    for message in messages:
        line = int(message.references[0].rpartition(":")[2])
        comments = list(message.comments)
        if message.context is None:
            yield line, None, message.msgid, comments
        else:
            yield line, "pgettext", (message.context, message.msgid), comments
