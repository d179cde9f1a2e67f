"""Which old message a new one was made from: by what they say, and by where they stand.

Messages that stayed are the landmarks. An old and a new message between the
same two landmarks need not be much alike to be one message, edited; anywhere
else they must be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise, product

from handbill.catalogs.similarity import Similarity
from handbill.model import Key

Gap = tuple[Key | None, Key | None]
"""The nearest messages before and after that stayed; nothing at the beginning and at the end."""

FEW = 4
"""How many open messages can stand between two landmarks for the place to say much."""
MANY = 25
"""With more than these it says nothing."""
JOINED_FLOOR = 80.0
"""The least percent of alikeness between one text and the two, together, that it became or was made from."""
ROUNDS = 3
"""What one round finds is a landmark for the next; after a few there is nothing left to find."""


class Place(Enum):
    """How well two places agree."""

    SAME = "between the same landmarks, with few others"
    NEAR = "between the same landmarks, with many others, or beside one of them"
    ELSEWHERE = "anywhere else, or where the old place is not known"

    @property
    def floor(self) -> float:
        """The least percent of alikeness of what is one text, edited."""
        return _FLOORS[self]

    @property
    def weight(self) -> float:
        """What the place adds to alikeness where several old texts could be the one."""
        return _FLOORS[Place.ELSEWHERE] - self.floor


_FLOORS = {Place.SAME: 55.0, Place.NEAR: 67.0, Place.ELSEWHERE: 82.0}


@dataclass(frozen=True, slots=True)
class Match:
    """One message that was edited, split in two, or joined from two: one side has one message, or both have."""

    old: tuple[Key, ...]
    new: tuple[Key, ...]
    rank: float


@dataclass(frozen=True, slots=True)
class Documents:
    """All messages of a document, before and after, and what is known of them already."""

    old: tuple[Key, ...]
    """In the order of the catalog."""
    new: tuple[Key, ...]
    """In the order of the source."""
    settled: frozenset[tuple[Key, Key]] = frozenset()
    """Old keys with their new ones, where they are known and not the same."""
    done: frozenset[Key] = frozenset()
    """New ones that need no old one."""
    unplaced: frozenset[Key] = frozenset()
    """Messages that are long gone."""


def match(documents: Documents, similarity: Similarity) -> tuple[Match, ...]:
    """Find where new messages come from; no message is used twice. Locales that ask the same get the same answer."""
    return similarity.remembered(documents, lambda: _match(documents, similarity))


def _match(documents: Documents, similarity: Similarity) -> tuple[Match, ...]:
    old, new = documents.old, documents.new
    landmarks = {key: key for key in set(old) & set(new)} | dict(documents.settled)
    taken = {*landmarks.values(), *documents.done}
    unplaced = set(documents.unplaced)
    # The same texts for all locales, whatever each has settled by itself: the index is made once.
    similar = similarity.index(tuple(sorted({msgid for _, msgid in set(new) - set(old)})))
    found: list[Match] = []
    for _ in range(ROUNDS):
        open_ = _Open.among(old, new, landmarks, taken)
        best = _best([*open_.alike(similarity, similar.candidates, unplaced), *open_.joined(similarity)])
        if not best:
            break
        found += best
        for each in best:
            unplaced.difference_update(each.old)
            taken.update(each.new)
            landmarks.update(dict.fromkeys(each.old, each.new[0]))
    return tuple(found)


def _best(candidates: Iterable[Match]) -> list[Match]:
    """Take the best match, then the best of what is left, and so on."""
    used_old: set[Key] = set()
    used_new: set[Key] = set()
    taken = []
    for each in sorted(candidates, key=lambda each: (-each.rank, len(each.old) + len(each.new))):
        if used_old.isdisjoint(each.old) and used_new.isdisjoint(each.new):
            used_old.update(each.old)
            used_new.update(each.new)
            taken.append(each)
    return taken


@dataclass(slots=True)
class _Open:
    """The messages between the landmarks that nobody knows yet what became of."""

    old: dict[Key, Gap] = field(default_factory=dict)
    new: dict[Key, Gap] = field(default_factory=dict)
    old_in: dict[Gap, list[Key]] = field(default_factory=lambda: defaultdict(list))
    new_in: dict[Gap, list[Key]] = field(default_factory=lambda: defaultdict(list))
    by_text: dict[str, list[Key]] = field(default_factory=lambda: defaultdict(list))
    """The new ones by what they say."""

    @classmethod
    def among(cls, old: Sequence[Key], new: Sequence[Key], landmarks: Mapping[Key, Key], taken: set[Key]) -> _Open:
        """Give what is open of two documents."""
        names = set(landmarks.values())
        self = cls(_gaps(old, landmarks), _gaps([key for key in new if key in names or key not in taken], _same(names)))
        for key, gap in self.old.items():
            self.old_in[gap].append(key)
        for key, gap in self.new.items():
            self.new_in[gap].append(key)
            self.by_text[key[1]].append(key)
        return self

    def place(self, old: Key, new: Key) -> Place:
        """Say how well the places of two messages agree."""
        before, after = self.new[new]
        gap = self.old.get(old)
        if gap is None:
            return Place.ELSEWHERE
        crowd = max(len(self.old_in[gap]), len(self.new_in[before, after]))
        if crowd > MANY:
            return Place.ELSEWHERE
        if gap == (before, after):
            return Place.SAME if crowd <= FEW else Place.NEAR
        beside = (gap[0] is not None and gap[0] == before) or (gap[1] is not None and gap[1] == after)
        return Place.NEAR if beside else Place.ELSEWHERE

    def shared_gaps(self) -> Iterator[tuple[list[Key], list[Key]]]:
        """Give the old and the new messages between the same landmarks, where they are not too many."""
        for gap, old in self.old_in.items():
            new = self.new_in.get(gap, [])
            if new and max(len(old), len(new)) <= MANY:
                yield old, new

    def alike(
        self, similarity: Similarity, candidates: Callable[[str], Sequence[str]], unplaced: Iterable[Key]
    ) -> Iterator[Match]:
        """Give the pairs that are enough alike for their places."""
        pairs = {pair: None for old, new in self.shared_gaps() for pair in product(old, new)}
        for old in (*self.old, *sorted(unplaced, key=lambda key: (key[0] or "", key[1]))):
            for text in candidates(old[1]):
                pairs.update(((old, new), None) for new in self.by_text.get(text, ()))
        for old, new in pairs:
            score, place = similarity.score(old[1], new[1]), self.place(old, new)
            if score >= place.floor:
                yield Match((old,), (new,), score + place.weight)

    def joined(self, similarity: Similarity) -> Iterator[Match]:
        """Give the messages that were split in two, or joined from two, where they stood."""
        for olds, news in self.shared_gaps():
            for one, two in product(olds, _neighbours(news)):
                if rank := _together(one, two, similarity):
                    yield Match((one,), two, rank)
            for two, one in product(_neighbours(olds), news):
                if rank := _together(one, two, similarity):
                    yield Match(two, (one,), rank)


def _neighbours(keys: Sequence[Key]) -> Iterator[tuple[Key, Key]]:
    return ((first, second) for first, second in pairwise(keys) if first[0] == second[0])


def _together(one: Key, two: tuple[Key, Key], similarity: Similarity) -> float | None:
    """Give the rank of two messages as the parts of one; nothing where they are not, or one of them alone is it."""
    parts = [key[1] for key in two]
    if one[0] != two[0][0] or max(map(len, parts)) >= len(one[1]):
        return None
    score = similarity.score(one[1], " ".join(parts))
    if score < JOINED_FLOOR or score <= max(similarity.score(one[1], part) for part in parts):
        return None
    return score + Place.SAME.weight


def _gaps(keys: Sequence[Key], landmarks: Mapping[Key, Key]) -> dict[Key, Gap]:
    """Give the landmarks around each message that is none itself."""
    before: dict[Key, Key | None] = {}
    gaps: dict[Key, Gap] = {}
    last: Key | None = None
    for key in keys:
        last = landmarks.get(key, last)
        before[key] = last
    last = None
    for key in reversed(keys):
        if key in landmarks:
            last = landmarks[key]
        else:
            gaps[key] = (before[key], last)
    return {key: gaps[key] for key in keys if key in gaps}


def _same(names: Iterable[Key]) -> Mapping[Key, Key]:
    return {key: key for key in names}
