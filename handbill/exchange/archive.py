"""Office files are ZIP archives of XML: what is looked at before any library opens one.

A file that came by mail may be made to fill the memory, to run, or to reach for
other files. Sizes are those that the archive's directory promises; a member
that is larger than promised does not fit its checksum.
"""

from __future__ import annotations

import io
import zipfile
import zlib

from handbill.errors import ExchangeError

LARGEST = 200 * 1024 * 1024
"""Bytes that an archive may have, unpacked."""
RATIO = 200
"""How many times larger than packed a member may be; text is seldom packed better than 30 times."""
SMALL = 1024 * 1024
"""Below this many bytes nobody asks how well a member is packed."""
MEMBERS = 3000

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What .xls, .doc and encrypted files begin with."""

_CHUNK = 1 << 16


def inspect(data: bytes, name: str) -> frozenset[str]:
    """Give the names of an archive's members. One that cannot be trusted is an `ExchangeError`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check_sizes(members, name)
            for member in members:
                _check_member(archive, member, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise ExchangeError(
            "is damaged: it was cut off, or changed on the way", path=name, hint="Ask for the file once more."
        ) from error
    return frozenset(member.filename for member in members)


def _check_sizes(members: list[zipfile.ZipInfo], name: str) -> None:
    total = sum(member.file_size for member in members)
    packed = [member for member in members if member.file_size > max(SMALL, RATIO * member.compress_size)]
    if total > LARGEST or packed or len(members) > MEMBERS:
        raise ExchangeError(
            f"would unpack to {total // 1_000_000} MB in {len(members)} parts, which no list of texts has",
            path=name,
            hint="Do not open it. Ask who sent it for the file once more.",
        )


def _check_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> None:
    if member.filename.lower().endswith("vbaproject.bin"):
        raise ExchangeError(
            "has macros, which run on the computer of whoever opens it",
            path=name,
            hint="Save it without macros: as .xlsx or .docx.",
        )
    is_xml = member.filename.lower().endswith((".xml", ".rels"))
    last = b""
    with archive.open(member) as stream:
        # Read to the end, or the checksum is not compared.
        while chunk := stream.read(_CHUNK):
            if is_xml:
                refuse_declarations(last + chunk, name)
                last = chunk[-16:]


def refuse_declarations(xml: bytes, name: str) -> None:
    """Refuse what XML can declare to grow without end or to read other files. No office program writes any."""
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml or b"\0" in xml:
        raise ExchangeError(
            "declares entities, or is not UTF-8, which no office program does",
            path=name,
            hint="Do not open it. Ask who sent it for the file once more.",
        )
