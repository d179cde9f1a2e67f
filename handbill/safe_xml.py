"""XML of other programs, read without harm; texts as XML and back, whatever characters they have."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from lxml import etree

from handbill.errors import ExchangeError

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
CHARACTER = "x-character"
"""The type of the ``<ph>`` that stands for a character that XML cannot hold; inside it stands ``U+0007``."""

_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold (production 2)."""
_CODE = re.compile(r"U\+([0-9A-F]{4,6})")


def read_xml(data: bytes, path: str) -> etree._Element:
    """Give the root of a document. Nothing that it names elsewhere is read, no entity of its own is filled in."""
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ExchangeError(
            f"is not XML: {error.msg}", path=path, line=error.lineno or None, hint="Export it anew from its program."
        ) from error
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise ExchangeError(
            "defines entities of its own, which are not read", path=path, hint="Export it without a DOCTYPE."
        )
    return root


def local(element: etree._Element) -> str:
    """Give an element's name without its namespace."""
    return etree.QName(element).localname


def children(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Give the elements right inside another that have one of these names, whatever their namespace."""
    return (each for each in element if isinstance(each.tag, str) and local(each) in names)


def put_text(element: etree._Element, text: str) -> None:
    """Put a text into an empty element, with a ``<ph>`` for each character that XML cannot hold."""
    element.text = ""
    done = 0
    last: etree._Element | None = None
    for found in _UNFIT.finditer(text):
        _append(element, last, text[done : found.start()])
        last = etree.SubElement(element, "ph", type=CHARACTER)
        last.text = f"U+{ord(found[0]):04X}"
        done = found.end()
    _append(element, last, text[done:])


def _append(element: etree._Element, last: etree._Element | None, text: str) -> None:
    if last is None:
        element.text = text
    else:
        last.tail = text


def text_of(element: etree._Element) -> str:
    """Give an element's text, that of the marks inside it (``<bpt>``, ``<ph>`` ...) included."""
    parts = [element.text or ""]
    for each in element:
        if isinstance(each.tag, str):
            parts.append(_character(each) or text_of(each))
        parts.append(each.tail or "")
    return "".join(parts)


def _character(element: etree._Element) -> str | None:
    found = _CODE.fullmatch(element.text or "") if element.get("type") == CHARACTER else None
    return chr(int(found[1], 16)) if found and int(found[1], 16) <= 0x10FFFF else None


def printable(character: str) -> bool:
    """Say whether a character is one that a text for people may have: no control character, and one of XML."""
    if character in "\n\r\t":
        return True
    return unicodedata.category(character) != "Cc" and _UNFIT.match(character) is None


def clean(text: str) -> str:
    """Give a text without what is not `printable`, each line end a line feed."""
    return "".join(filter(printable, text)).replace("\r\n", "\n").replace("\r", "\n")
