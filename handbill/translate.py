"""Translating one Markdown text from a script: the public functions of the package."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from typing import Any, Literal

from handbill.collector import paused
from handbill.content.document import Kind, Text
from handbill.content.lines import on_few_lines
from handbill.content.markup import broken_markup
from handbill.content.portable import portable
from handbill.content.rawhtml import same_tags
from handbill.content.source import MarkdownSource, Report
from handbill.model import Message

Translate = Callable[[str], str]
_SILENT: Report = lambda _message, _reason: None  # noqa: E731


def extract_markdown(text: str, path: str = "", *, fields: Collection[str] = ()) -> Sequence[Message]:
    """Give the messages of a Markdown text, in order: one a block, unwrapped.

    `fields` are the front-matter keys whose values are texts; each has the
    context ``KEY``. `path` stands in the references.
    """
    source = _source(text, path, tuple(fields))
    return [*(each[1] for each in source.values), *(found.text.message for found in source.found)]


def translate_markdown(
    text: str,
    translate: Translate,
    *,
    to: Literal["html", "markdown"] = "html",
    fields: Collection[str] = (),
    path: str = "",
    report: Report = _SILENT,
) -> str:
    """Give a Markdown text in another language, as HTML or as Markdown.

    `translate` is called with each message's msgid and gives its translation,
    or the same text. A translation stays inside its block whatever it begins
    with. One whose links or other inline markup no longer parse is not used,
    and told to `report`; neither is, in Markdown, one that cannot be written
    there without becoming something else.

    As Markdown everything but the texts comes back byte for byte, front matter
    included, of which the values of `fields` are translated. As HTML there is
    no front matter, and comments to translators are left out.
    """
    source = _source(text, path, tuple(fields))
    wanted = {found.text.id: _checked(found.text, translate, report, source.env) for found in source.found}
    if to == "html":
        return source.html(wanted)
    for found in source.found:
        if found.text.kind is not Kind.HTML and wanted[found.text.id] != found.text.message.msgid:
            wanted[found.text.id] = portable(wanted[found.text.id], source.env)
    values = [(value, translate(message.msgid)) for value, message in source.values]
    changed = [each for each in values if each[1] != each[0].text]
    with paused():
        return source.markdown(wanted, changed, report)


@lru_cache(maxsize=4)
def _source(text: str, path: str, fields: tuple[str, ...]) -> MarkdownSource:
    # A script extracts a text and then translates it into several languages: it is read once.
    return MarkdownSource(text, path, fields)


def _checked(text: Text, translate: Translate, report: Report, env: Mapping[str, Any]) -> str:
    msgid = text.message.msgid
    shown = translate(msgid)
    if shown == msgid:
        return msgid
    if text.kind is Kind.HTML:
        reason = None if same_tags(msgid, shown) else "its tags are not those of the source"
    else:
        shown = on_few_lines(shown)
        reason = broken_markup(msgid, shown, env)
    if reason or not shown:
        report(text.message, reason or "it is empty")
        return msgid
    return shown
