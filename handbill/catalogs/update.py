"""A template and a catalog give a new catalog; no translation is ever dropped."""

from __future__ import annotations

from collections.abc import Sequence

from handbill.catalogs.memory import Memory
from handbill.catalogs.minor import Minor
from handbill.catalogs.outcome import Update
from handbill.catalogs.similarity import Similarity
from handbill.catalogs.succession import Succession
from handbill.model import Catalog, Message


def update(
    catalog: Catalog,
    messages: Sequence[Message],
    similarity: Similarity,
    *,
    plural_count: int,
    domain: str = "",
    memory: Memory | None = None,
    minor: Minor | None = None,
    match_fuzzy: bool = True,
) -> Update:
    """Bring a catalog up to date with its template's messages, in their order.

    Translations whose msgid and context are unchanged are kept as they are, and
    so where white space or typographic quotation marks and dashes alone changed,
    and where a text is again what it was translated from. A message that was
    obsolete comes back with its translation; a text that is translated elsewhere
    in the campaign (`memory`) takes that over. A changed msgid keeps its
    translation, fuzzy, with the previous msgid, or as it was where the change is
    `minor`. What is no longer in the template becomes obsolete and stays at the
    end of the file. Plural forms for which a message has no place any more stay
    in a comment, or in the obsolete entry.
    """
    memory = memory or Memory({domain: catalog}, {domain: messages})
    return Succession(catalog, messages, plural_count, domain, memory, minor, match_fuzzy).run(similarity)
