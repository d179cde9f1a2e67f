"""What goes out: which documents are far enough in which languages, and what to say of those that are not.

A document of which less than the campaign's minimum is translated is held back
in that language; above it, it goes out, labelled.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from handbill.campaign import INTERFACE
from handbill.errors import HandbillError
from handbill.languages import Language
from handbill.localize import Lexicon, LocalizedDocument, localize
from handbill.project import Project
from handbill.steps import Shelf


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to know of one document in one language: held back, or partly in another language."""

    locale: str
    domain: str
    reason: str


@dataclass(frozen=True, slots=True)
class Release:
    """The documents that go out, in all languages: pages link to each other, also when one alone is made."""

    lexicons: Mapping[str, Lexicon]
    """By tag."""
    documents: dict[tuple[str, str], LocalizedDocument] = field(default_factory=dict)
    """By tag and domain."""
    held_back: list[Notice] = field(default_factory=list)
    partly: list[Notice] = field(default_factory=list)


def release(project: Project, shelf: Shelf, languages: Sequence[Language], needs: Callable[[str], bool]) -> Release:
    """Localize every document and decide whether it goes out.

    Notices are given of `languages` alone, and of the documents that something
    which was asked for is made of (`needs`).
    """
    campaign = project.campaign
    made = Release({spoken.tag: shelf.lexicon(project, spoken) for spoken in campaign.by_tag.values()})
    for domain in campaign.documents:
        try:
            document = project.document(domain)
        except HandbillError:
            # Reported where the sources are read.
            continue
        for spoken in campaign.by_tag.values():
            if (spoken.tag, domain) in shelf.errors or (spoken.tag, INTERFACE) in shelf.errors:
                continue
            localized = localize(document, made.lexicons[spoken.tag], campaign)
            goes_out = spoken == campaign.source or localized.coverage >= campaign.minimum
            if goes_out:
                made.documents[spoken.tag, domain] = localized
            if localized.untranslated and spoken in languages and needs(domain):
                _notice(made, localized, campaign.minimum, goes_out=goes_out)
    return made


def _notice(made: Release, localized: LocalizedDocument, minimum: float, *, goes_out: bool) -> None:
    spoken, total = localized.language, len(localized.localized)
    texts = f"{total - localized.untranslated} of {total} texts are in {spoken.name}"
    others = {each.language.name for each in localized.localized if each.language != spoken}
    rest = f"the rest in {' and '.join(sorted(others))}" if goes_out else f"{minimum:.0%} must be"
    notices = made.partly if goes_out else made.held_back
    notices.append(Notice(spoken.tag, localized.document.domain, f"{texts}{',' if goes_out else ';'} {rest}"))
