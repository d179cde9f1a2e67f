"""The letters that pseudo-locales write with. Imports nothing of the project."""

from __future__ import annotations

ACCENTED = str.maketrans(
    "abcdefghijklmnoprstuvwxyzABCDEFGHIJKLMNOPRSTUVWXYZ",
    "äḅĉḍëḟģḥïĵḳḷṃṇöṗṛṣṭüṿẅẍÿẓẤḄĈḌẾḞĢḤÏĴḲḶṂṆỐṖṚṢṬǗṾẄẌŸẒ",
)
"""A letter of Latin for each: readable, with marks above and below, on capitals two of them."""

MIRRORED = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ,;?",
    "ابصدهفغحيجكلمنوطقرستعضشخظزابصدهفغحيجكلمنوطقرستعضشخظز،؛؟",
)
"""A letter of Arabic for each, always the same; and the signs that Arabic writes the other way round."""

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PATTERNS = {"full": "EEEE d MMMM y", "long": "d MMMM y", "medium": "d MMMM y", "short": "d/M/y"}
"""How both write dates: neither as the United States nor as CLDR would, so that a date that is typed shows."""
