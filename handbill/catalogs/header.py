"""What a catalog's header says of the file, held against what is there: charset, language, plural forms."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from handbill.errors import CatalogError
from handbill.model import Catalog
from handbill.plurals import forms_of, is_plural_rule
from handbill.tags import is_tag, likely_script, normalize_tag

if TYPE_CHECKING:
    from handbill.languages import Language

_CHARSET = re.compile(rb'Content-Type:[^"\\\n]*charset=([A-Za-z0-9_.:-]+)')
_TEMPLATE_RULE = "nplurals=INTEGER"
"""Stands in a header whose translator has not filled it in."""
_OLD_NAMES = {"no": "nb"}
"""Names that CLDR keeps beside their newer ones."""


def decode(data: bytes, path: str) -> str:
    """Give a PO file's text: in the charset that its header names, UTF-8 if it names none.

    A header that lies is refused: the file would be read as another text than
    its translator saw.
    """
    data = data.removeprefix(codecs.BOM_UTF8)
    found = _CHARSET.search(data)
    charset = found[1].decode() if found and found[1].upper() != b"CHARSET" else "UTF-8"
    try:
        text = data.decode(charset)
    except LookupError as error:
        raise CatalogError(f"its header names a charset that does not exist: {charset}", path=path, line=1) from error
    except UnicodeDecodeError as error:
        raise CatalogError(
            f"is not {charset}{', although its header says so' if found else ''}",
            path=path,
            line=data.count(b"\n", 0, error.start) + 1,
            hint="Open it with the encoding that it was saved in, and save it as UTF-8.",
        ) from error
    if found and _is_utf_8_all_the_same(data, charset):
        raise CatalogError(
            f"is UTF-8, although its header says {charset}",
            path=path,
            line=data.count(b"\n", 0, found.start(1)) + 1,
            hint="Write charset=UTF-8 in its header, if the text reads right in your editor.",
        )
    if "\0" in text:
        raise CatalogError(
            "has NUL characters, which no text has",
            path=path,
            line=text[: text.index("\0")].count("\n") + 1,
            hint="It was damaged, or saved as UTF-16: bring back an older version, or save it as UTF-8.",
        )
    return text


def says_utf_8(data: bytes) -> bool:
    """Say whether a PO file's header says UTF-8 in so many words."""
    found = _CHARSET.search(data)
    return found is not None and found[1].upper() == b"UTF-8"


def _is_utf_8_all_the_same(data: bytes, charset: str) -> bool:
    """Say whether a text beyond ASCII is UTF-8 under the name of a charset of one byte a letter.

    Such a charset has a letter for nearly every byte, so reading never fails,
    but a text in it is practically never UTF-8 by chance.
    """
    if data.isascii() or not _has_one_byte_a_letter(charset):
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _has_one_byte_a_letter(charset: str) -> bool:
    name = codecs.lookup(charset).name
    return name.startswith(("iso8859", "cp125", "koi8", "mac", "tis")) or name in {"cp437", "cp850", "cp866", "cp874"}


def check_plurals(catalog: Catalog, path: str) -> None:
    """Refuse a rule that gettext cannot read, and entries that have another number of forms than it says."""
    counted = [unit for unit in catalog.units if unit.message.plural is not None and not unit.obsolete]
    rule = catalog.fields.get("Plural-Forms", "")
    if not counted or not rule or rule.startswith(_TEMPLATE_RULE):
        return
    if not is_plural_rule(rule):
        raise CatalogError(
            f"the plural rule in its header cannot be read: {rule}",
            path=path,
            line=catalog.header.line,
            hint="Write it like this, as your language needs it: Plural-Forms: nplurals=2; plural=(n != 1);",
        )
    forms = forms_of(rule)
    for unit in counted:
        if len(unit.msgstr) != forms:
            raise CatalogError(
                f"this entry has {len(unit.msgstr)} plural forms, but the header says nplurals={forms}",
                path=path,
                line=unit.line,
                hint=f"Give it msgstr[0] to msgstr[{(forms or 1) - 1}], or correct Plural-Forms in the header.",
            )


def check_language(catalog: Catalog, spoken: Language, path: str) -> None:
    """Refuse a catalog whose header names another language than `spoken`: it was put into the wrong folder.

    What differs in the region alone (``es_MX``), or in an older name of the
    same language (``iw`` for Hebrew), is no other language; ``zh_TW`` is another
    than ``zh_Hans``.
    """
    said = catalog.fields.get("Language", "")
    if _is_another(said, spoken):
        raise CatalogError(
            f"its header says that it is in “{said}”, but it lies in the folder of {spoken.name} ({spoken.locale})",
            path=path,
            line=catalog.header.line,
            hint=f"Put it into its own folder, or write “Language: {spoken.locale}” in its header.",
        )


def _is_another(said: str, spoken: Language) -> bool:
    # What stands behind @ (sr@latin, ca@valencia) is not told apart.
    name, variant = re.split(r"[@.]", f"{said}@")[:2]
    tag = normalize_tag(name)
    if not is_tag(tag):
        return False
    if _current_name(tag) != _current_name(spoken.tag):
        return True
    script = likely_script(tag) if "-" in tag and not variant else None
    return script is not None and _plain(script) != _plain(spoken.script)


def _current_name(tag: str) -> str:
    # Babel takes a while to load, and most files are read without it.
    from babel.core import get_global

    name = tag.split("-", maxsplit=1)[0]
    known = _OLD_NAMES.get(name) or str(get_global("language_aliases").get(name, name))
    return known.split("_")[0]


def _plain(script: str) -> str:
    # Nastaliq is a hand of the Arabic script.
    return "Arab" if script == "Aran" else script
