"""Compiled catalogs, as gettext reads them at run time."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

import polib

from handbill.model import Catalog, Key, State

FIELDS = ("Project-Id-Version", "Language", "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Plural-Forms")
"""The header fields that programs need; who translated, and when, is nobody's business at run time."""


def compile_catalog(catalog: Catalog, refused: AbstractSet[Key] = frozenset()) -> bytes:
    """Give a catalog as an MO file: what is translated, without what is fuzzy, obsolete or `refused`."""
    compiled = polib.POFile()
    compiled.metadata = {name: value for name, value in catalog.fields.items() if name in FIELDS}
    for unit in catalog.by_key.values():
        if unit.state < State.TRANSLATED or unit.key in refused:
            continue
        message = unit.message
        forms = dict(enumerate(unit.msgstr)) if message.plural is not None else {}
        compiled.append(
            polib.POEntry(
                msgctxt=message.context,
                msgid=message.msgid,
                msgid_plural=message.plural or "",
                msgstr="" if forms else unit.msgstr[0],
                msgstr_plural=forms,
            )
        )
    return bytes(compiled.to_binary())
