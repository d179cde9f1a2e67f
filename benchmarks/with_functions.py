"""The round trip by Handbill's functions, as a script of anybody's would do it.

``extract SOURCE TEMPLATE`` writes a template, ``translate SOURCE CATALOG
RESULT`` the translated Markdown, ``both SOURCE TEMPLATE CATALOG RESULT`` does
one after the other.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from handbill import extract_markdown, translate_markdown
from handbill.catalogs.new import new_template
from handbill.catalogs.po import parse, serialize


def extract(source: str, template: str) -> None:
    """Write the template of a source."""
    messages = extract_markdown(Path(source).read_text("utf-8"), source)
    unique = {message.key: message for message in messages}
    Path(template).write_bytes(serialize(new_template("guide", "benchmark", list(unique.values()))))


def translate(source: str, catalog: str, result: str) -> None:
    """Write a source in the language of a catalog."""
    units = parse(Path(catalog).read_bytes(), catalog).by_key.values()
    known = {unit.message.msgid: unit.msgstr[0] for unit in units if unit.msgstr[0]}
    text = Path(source).read_text("utf-8")
    translated = translate_markdown(text, lambda msgid: known.get(msgid, msgid), to="markdown", path=source)
    Path(result).write_text(translated, "utf-8")


def both(source: str, template: str, catalog: str, result: str) -> None:
    """Do the whole round trip."""
    extract(source, template)
    translate(source, catalog, result)


if __name__ == "__main__":
    steps: dict[str, Callable[..., None]] = {"extract": extract, "translate": translate, "both": both}
    steps[sys.argv[1]](*sys.argv[2:])
