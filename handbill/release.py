"""What goes out: which documents are far enough in which languages, and what to say of those that are not.

Each document has a policy (:mod:`handbill.policy`): what is not so far is held
back in that language, or goes out, labelled.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from handbill.campaign import INTERFACE, Campaign
from handbill.content.document import Document
from handbill.errors import HandbillError
from handbill.languages import Language
from handbill.localize import Lexicon, LocalizedDocument, localize
from handbill.policy import Verdict
from handbill.project import Project
from handbill.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to know of one document in one language: why it is held back, or what its label says."""

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
    localized: dict[tuple[str, str], LocalizedDocument] = field(default_factory=dict)
    """Those that do not go out, too."""
    withheld: set[tuple[str, str]] = field(default_factory=set)
    """Tag and domain of what does not go out, whether anything was asked for that is made of it or not."""
    held_back: list[Notice] = field(default_factory=list)
    labelled: list[Notice] = field(default_factory=list)

    def known(self, tag: str, document: Document, lexicon: Lexicon) -> LocalizedDocument | None:
        """Give a document in one language, if a lexicon would give it just as it is here."""
        found = self.localized.get((tag, document.domain))
        same = found and found.document is document and lexicon.says_same(self.lexicons[tag], document.domain)
        return found if same else None


def release(
    project: Project,
    shelf: Shelf,
    languages: Sequence[Language],
    needs: Callable[[str], bool],
    before: Release | None = None,
) -> Release:
    """Localize every document and decide whether it goes out.

    Notices are given of `languages` alone, and of the documents that something
    which was asked for is made of (`needs`). What the release `before` of the
    same project has just so already is taken from it.
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
            lexicon = made.lexicons[spoken.tag]
            known = before and before.known(spoken.tag, document, lexicon)
            localized = made.localized[spoken.tag, domain] = known or localize(document, lexicon, campaign)
            verdict = _verdict(localized, campaign)
            if verdict.goes_out:
                made.documents[spoken.tag, domain] = localized
            else:
                made.withheld.add((spoken.tag, domain))
            if verdict.reason and spoken in languages and needs(domain):
                notices = made.labelled if verdict.goes_out else made.held_back
                notices.append(Notice(spoken.tag, domain, verdict.reason + _rest(localized, verdict)))
    return made


def _verdict(localized: LocalizedDocument, campaign: Campaign) -> Verdict:
    if localized.language == campaign.source:
        return Verdict(goes_out=True)
    policy = campaign.documents[localized.document.domain].policy
    return policy.verdict(localized.own_states, localized.language.name)


def _rest(localized: LocalizedDocument, verdict: Verdict) -> str:
    """Say what the texts are in that are not in the reader's language, where they go out."""
    others = {each.language.name for each in localized.localized if each.language != localized.language}
    return f", the rest in {' and '.join(sorted(others))}" if verdict.goes_out and others else ""
