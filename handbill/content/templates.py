"""Templates in: the strings of Jinja2 and Typst layouts become messages of the domain ``interface``.

Jinja2: ``_()``, ``gettext``, ``ngettext``, ``pgettext``, ``npgettext`` and ``{% trans %}``.
Typst: ``tr("Sign by")``, with ``scope: "..."`` (gettext's context; Typst keeps that word) where a word needs one.
A comment that begins with ``translators:`` on the line above reaches the
translator in both.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from jinja2 import TemplateSyntaxError
from jinja2.ext import babel_extract

from handbill.errors import TemplateError
from handbill.hidden import harm
from handbill.model import Key, Message
from handbill.typesetter import check_syntax

JINJA_SUFFIXES = (".html", ".j2", ".xml", ".txt")
TYPST_SUFFIX = ".typ"
_KEYWORDS = ("_", "gettext", "ngettext", "pgettext", "npgettext")

_STRING = r'"(?:[^"\\\n]|\\.)*"'
_LEXEMES = re.compile(
    rf"(?P<raw>(?P<fence>`{{3,}}).*?(?P=fence)|`[^`]*`)|(?P<string>{_STRING})|(?P<block>/\*(?:/\*.*?\*/|(?!/\*).)*?\*/)|(?P<line>(?<!:)//[^\n]*)",
    re.DOTALL,
)
_CALL = re.compile(r"(?<![\w-])tr[(\[]")
_ARGUMENTS = re.compile(
    rf"\s*(?P<msgid>{_STRING})\s*"
    rf"(?:,\s*(?:scope\s*:\s*(?P<context>{_STRING})|source\s*:\s*(?:true|false)|lang\s*:\s*[\w.-]+)\s*)*,?\s*\)"
)
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]+)\}|(.))")
_COMMENT = re.compile(r"\s*//\s*translators:\s*(.*)")


def messages_of_template(source: str, path: str) -> Sequence[Message]:
    """Give a template's messages in order. A syntax error is a `TemplateError` with its line."""
    if path.endswith(TYPST_SUFFIX):
        return list(_typst_messages(source, path))
    if path.endswith(JINJA_SUFFIXES):
        return list(_jinja_messages(source, path))
    return []


def refuse_hidden(messages: Sequence[Message]) -> None:
    """Raise a `TemplateError` for the first text with characters that nobody sees and that do harm."""
    for message in messages:
        # An end of line as Windows writes it does none.
        texts = (text.replace("\r", "") for text in (message.msgid, message.plural or ""))
        if wrong := next(filter(None, map(harm, texts)), None):
            path, _, line = message.references[0].rpartition(":")
            raise TemplateError(f"a text {wrong[0]}", path=path, line=int(line), hint=wrong[1])


def merge_messages(messages: Sequence[Message]) -> tuple[Message, ...]:
    """Join messages of the same key into one: references, comments and flags of all, in order."""
    merged: dict[Key, Message] = {}
    for message in messages:
        known = merged.get(message.key)
        merged[message.key] = message if known is None else _joined(known, message)
    return tuple(merged.values())


def _joined(first: Message, second: Message) -> Message:
    if first.plural and second.plural and first.plural != second.plural:
        raise TemplateError(
            f"“{first.msgid}” has two plurals: “{first.plural}” and “{second.plural}”",
            path=second.references[0].rsplit(":", 1)[0],
            line=int(second.references[0].rsplit(":", 1)[1]),
        )
    return replace(
        first,
        plural=first.plural or second.plural,
        references=_without_repeats(first.references + second.references),
        comments=_without_repeats(first.comments + second.comments),
        flags=_without_repeats(first.flags + second.flags),
    )


def _without_repeats(items: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))


def _jinja_messages(source: str, path: str) -> Iterator[Message]:
    options = {"silent": "false", "newstyle_gettext": "true", "trimmed": "true"}
    try:
        found = list(babel_extract(io.BytesIO(source.encode()), _KEYWORDS, ["translators:"], options))
    except TemplateSyntaxError as error:
        raise TemplateError(
            f"Jinja2 cannot read it: {error.message}",
            path=path,
            line=error.lineno,
            hint="Close what this line opens, or correct the name.",
        ) from error
    for line, function, arguments, comments in found:
        needed = {"ngettext": 2, "pgettext": 2, "npgettext": 3}.get(function, 1)
        given = [arguments] if isinstance(arguments, str) else list(arguments or ())[:needed]
        texts = [text for text in given if isinstance(text, str) and text]
        if len(texts) < needed:
            raise TemplateError(
                f"{function}() needs its texts in quotes", path=path, line=line, hint='Write {{ _("Sign by") }}.'
            )
        context = texts.pop(0) if function in {"pgettext", "npgettext"} else None
        plural = texts[1] if "n" in function.removesuffix("gettext") else None
        yield Message(
            texts[0],
            context,
            plural,
            references=(f"{path}:{line}",),
            comments=tuple(comment.removeprefix("translators:").strip() for comment in comments),
            flags=("python-format",) if "%(" in texts[0] + (plural or "") else (),
        )


def _typst_messages(source: str, path: str) -> Iterator[Message]:
    check_syntax(source, path)
    code = _LEXEMES.sub(_blank_what_is_no_code, source)
    lines = source.split("\n")
    for call in _CALL.finditer(code):
        line = code.count("\n", 0, call.start()) + 1
        if code[: call.start()].rstrip().endswith("let"):
            continue
        arguments = _ARGUMENTS.match(code, call.end())
        if arguments is None or arguments["msgid"] == '""':
            raise TemplateError(
                "tr() needs a text in quotes, alone or with a context",
                path=path,
                line=line,
                hint='Write tr("Sign by") or tr("Date", scope: "letter").',
            )
        above = _COMMENT.fullmatch(lines[line - 2]) if line > 1 else None
        yield Message(
            _unescape(arguments["msgid"]),
            _unescape(arguments["context"]) if arguments["context"] else None,
            references=(f"{path}:{line}",),
            comments=(above[1].strip(),) if above else (),
        )


def _blank_what_is_no_code(found: re.Match[str]) -> str:
    if found["string"] is not None:
        return found[0]
    return re.sub(r"[^\n]", " ", found[0])


def _unescape(literal: str) -> str:
    known: Mapping[str, str] = {"n": "\n", "t": "\t", "r": "\r"}
    return _ESCAPE.sub(
        lambda found: chr(int(found[1], 16)) if found[1] else known.get(found[2], found[2]), literal[1:-1]
    )
