"""Texts to measure with, made up from our own words: the same for the same seed, and none twice."""

from __future__ import annotations

import random
from collections.abc import Iterator

_WHO = (
    "the tenants of the corner house|our neighbors on Mill Street|the school nurse|a volunteer from the clinic|"
    "the night shift at the depot|everyone who rents here|the youth choir|two drivers of the express bus|"
    "a family from the third floor|the crossing guard|the women who run the pantry|the landlord's lawyer|"
    "the district council|whoever opens the library|the repair crew|an inspector of the water office|"
    "the barber beside the station|the fishermen of the lower harbor|the new librarian|a retired electrician|"
    "the parents of class four|our interpreters|the market committee|people without a permit|the gardeners"
).split("|")
_DO = (
    "asked for|signed|repaired|closed|measured|paid for|photographed|opened|wrote down|promised|refused|painted|"
    "brought back|counted|translated|delivered|cleaned|defended|shared|collected|reported|postponed|found|borrowed"
).split("|")
_WHAT = (
    "a second crossing|the broken boiler|forty warm meals|the petition against the warehouse|clean filters|"
    "the list of empty apartments|a ramp for the side door|the missing receipts|new windows on the north side|"
    "twelve boxes of school books|the rent of two winters|the bridge over the canal|a map of every hydrant|"
    "the minutes of the last hearing|a lamp for the underpass|the old cannery|three folding tables|"
    "the names on the memorial|a vaccine clinic for children|the timetable of the ferry|a well behind the church|"
    "the roof of the gym|the fence around the playground|an apprenticeship for welders"
).split("|")
_WHERE = (
    "behind the post office|at Tenth and Vine|in the basement of the mosque|near the freight yard|on the east bank|"
    "beside the fire station|under the elevated tracks|in every stairwell|at the end of line nine|along the levee|"
    "between the two schools|in front of city hall|at the swimming pool|across from the bakery|in the union hall"
).split("|")
_WHEN = (
    "before the first frost|on the second Tuesday of the month|after the flood|since last August|"
    "within three days|during the strike|when the sirens stopped|every other weekend|by the end of spring|"
    "before anyone was asked|as soon as the snow melted|in the middle of the heat wave|at half past six"
).split("|")
_WHY = (
    "because the drain overflows|although the permit had expired|so that nobody has to wait outside|"
    "while the money lasted|even if it rains|and kept a copy for the court|without asking for a fee|"
    "as the charter demands|unless the council objects|but the keys are still missing"
).split("|")
_ADD = (
    "Bring {what}, if you can.|Ask {who} about it {when}.|Nobody has seen {what} {where}.|"
    "It was {who} that noticed first, {when}.|You will find {what} {where}.|Write to {who} {why}."
).split("|")
_PARTS = {"who": _WHO, "do": _DO, "what": _WHAT, "where": _WHERE, "when": _WHEN, "why": _WHY}
_SHAPES = (
    "{who} {do} {what} {where}.|{when}, {who} {do} {what}.|{who} {do} {what} {when}, {why}.|"
    "{where}, {who} {do} {what} {why}.|Why has {who} {do} {what} {where}?|{who} {do} {what} and {do} {what} {when}."
).split("|")


def sentence(chance: random.Random) -> str:
    """Give a sentence, perhaps with a second one behind it."""
    text = _filled(chance.choice(_SHAPES), chance)
    while chance.random() < 0.4:
        text += " " + _filled(chance.choice(_ADD), chance)
    return text


def _filled(shape: str, chance: random.Random) -> str:
    pieces = shape.replace("{", "}").split("}")
    text = "".join(chance.choice(_PARTS[piece]) if piece in _PARTS else piece for piece in pieces)
    return text[0].upper() + text[1:]


def texts(chance: random.Random) -> Iterator[str]:
    """Give texts without an end, none twice."""
    seen: set[str] = set()
    while True:
        text = sentence(chance)
        if text not in seen:
            seen.add(text)
            yield text


def heading(chance: random.Random) -> str:
    """Give a few words without a full stop."""
    return _filled(chance.choice(["{what} {where}", "{who} and {what}", "{what} {when}"]), chance)


def edited(text: str, chance: random.Random) -> str:
    """Give a text as an author leaves it who corrects it: a word or a few words changed, added or left out."""
    words = text.split(" ")
    place = chance.randrange(len(words))
    match chance.randrange(4):
        case 0:
            words[place] = chance.choice(["really", "today", "perhaps", "finally", "again"])
        case 1:
            words.insert(place, chance.choice(["already", "almost", "together", "quietly"]))
        case 2:
            del words[place]
        case _:
            words[place:] = _filled(chance.choice(_ADD), chance).split(" ")
    return " ".join(words)


_LETTERS = str.maketrans("aeiouyAEIOUY", "áéíóúýÁÉÍÓÚÝ")


def translated(text: str) -> str:
    """Give a stand-in for a translation: as long, with letters outside ASCII, its markup and addresses as they are."""
    return " ".join(word if set(word) & set("[](){}<>`/") else word.translate(_LETTERS) for word in text.split(" "))
