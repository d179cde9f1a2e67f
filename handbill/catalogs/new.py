"""The first catalog of a language, and templates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from handbill.model import Catalog, Message, Unit

if TYPE_CHECKING:
    import datetime as dt

    from handbill.languages import Language


def new_catalog(domain: str, project: str, spoken: Language, *, begun: dt.datetime) -> Catalog:
    """Give an empty catalog. No name or address stands in its header: they would have to be made up."""
    fields = (
        f"Project-Id-Version: {project} {domain}",
        "Report-Msgid-Bugs-To: ",
        f"PO-Revision-Date: {begun:%Y-%m-%d %H:%M%z}",
        "Last-Translator: ",
        f"Language-Team: {spoken.name}",
        f"Language: {spoken.locale}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
        f"Plural-Forms: {spoken.plural}",
    )
    return Catalog(Unit(Message(""), ("\n".join(fields) + "\n",)))


def new_template(domain: str, project: str, messages: Sequence[Message]) -> Catalog:
    """Give the template of a domain: its messages, not yet translated."""
    fields = (
        f"Project-Id-Version: {project} {domain}",
        "Report-Msgid-Bugs-To: ",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
    )
    units = tuple(Unit(message, ("", "") if message.plural else ("",)) for message in messages)
    return Catalog(Unit(Message(""), ("\n".join(fields) + "\n",)), units)
