"""The tags of a merged file: one tree of headings, paragraphs and figures, made of those of its pieces.

A page and a link know a number each, under which the *parent tree* has the
parts of the structure that they hold. Each piece counts from nought, so numbers
are moved up by what the pieces before it use; names of table headings, which a
piece has only for itself, get its number in front.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pikepdf

TREE = "/StructTreeRoot"


class MergedTags:
    """What becomes the tags of a file, one piece after the other."""

    def __init__(self, made: pikepdf.Pdf) -> None:
        self.made = made
        self.parts = pikepdf.Array()
        self.numbers = pikepdf.Array()
        self.next = 0
        self.roles = pikepdf.Dictionary()
        self.names: dict[bytes, pikepdf.Object] = {}
        self.taken = 0

    def take(self, source: pikepdf.Pdf, pages: Sequence[pikepdf.Page]) -> None:
        """Add the tags of a piece. `pages` are its pages in the merged file, where they must already be."""
        self.taken += 1
        if TREE not in source.Root:
            for page in pages:
                _without_tags(page)
            return
        tree = self.made.copy_foreign(source.Root[TREE])
        self._take_numbers(tree, pages)
        self._take_names(tree)
        for part in _several(tree.K):
            if "/Lang" not in part:
                part.Lang = source.Root.get("/Lang", pikepdf.String("und"))
            if part.S == "/Document":
                part.S = pikepdf.Name.Part
            self.parts.append(part)
        for name, meant in tree.get("/RoleMap", pikepdf.Dictionary()).items():
            self.roles[name] = meant

    def _take_numbers(self, tree: pikepdf.Object, pages: Sequence[pikepdf.Page]) -> None:
        offset = self.next
        for number, holder in pikepdf.NumberTree(tree.ParentTree).items():
            self.numbers.append(number + offset)
            self.numbers.append(holder)
            self.next = max(self.next, number + offset + 1)
        for page in pages:
            _move_up(page.obj, "/StructParents", offset)
            for annotation in page.obj.get("/Annots", ()):
                _move_up(annotation, "/StructParent", offset)

    def _take_names(self, tree: pikepdf.Object) -> None:
        if "/IDTree" not in tree:
            return
        front = f"{self.taken}-".encode()
        for element in _elements(tree.K):
            if "/ID" in element:
                name = front + bytes(element.ID)
                element.ID = pikepdf.String(name)
                self.names[name] = element
            for attributes in _several(element.get("/A", pikepdf.Array())):
                if isinstance(attributes, pikepdf.Dictionary) and "/Headers" in attributes:
                    attributes.Headers = pikepdf.Array(
                        [pikepdf.String(front + bytes(each)) for each in attributes.Headers]
                    )

    def finish(self, *, whole: bool) -> None:
        """Write the tree. The `whole` file is one document of many parts; what is merged further is parts alone."""
        if not self.parts:
            return
        tree = self.made.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
        over = tree
        if whole:
            over = self.made.make_indirect(
                pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Document, P=tree)
            )
            tree.K = pikepdf.Array([over])
        for part in self.parts:
            part.P = over
        over.K = self.parts
        tree.ParentTree = self.made.make_indirect(pikepdf.Dictionary(Nums=self.numbers))
        tree.ParentTreeNextKey = self.next
        tree.RoleMap = self.roles
        if self.names:
            # A tree of names is in the order of their bytes.
            named = [each for name, element in sorted(self.names.items()) for each in (pikepdf.String(name), element)]
            tree.IDTree = self.made.make_indirect(pikepdf.Dictionary(Names=pikepdf.Array(named)))
        self.made.Root[TREE] = tree
        self.made.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
        self.made.Root.Lang = self.parts[0].Lang


def _move_up(holder: pikepdf.Object, key: str, offset: int) -> None:
    if key in holder:
        holder[key] = int(holder[key]) + offset


def _without_tags(page: pikepdf.Page) -> None:
    # They point into a tree that is not there.
    for key in ("/StructParents", "/Tabs"):
        if key in page.obj:
            del page.obj[key]
    for annotation in page.obj.get("/Annots", ()):
        if "/StructParent" in annotation:
            del annotation["/StructParent"]


def _several(one_or_more: pikepdf.Object) -> Iterator[pikepdf.Object]:
    yield from one_or_more if isinstance(one_or_more, pikepdf.Array) else [one_or_more]


def _elements(kids: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Give the elements of a tree, whatever stands above before what stands below."""
    waiting = list(_several(kids))
    while waiting:
        element = waiting.pop()
        if isinstance(element, pikepdf.Dictionary) and "/S" in element:
            yield element
            waiting.extend(_several(element.get("/K", pikepdf.Array())))
