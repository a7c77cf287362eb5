"""A number of people -> the same out of 100, which readers can compare; never more exact than it is. Pure."""

from __future__ import annotations

from typing import Literal, NamedTuple

EVERYBODY = 100
Bound = Literal["exact", "about", "fewer", "more", "up_to", "at_least"]
MIRRORED: dict[Bound, Bound] = {"fewer": "more", "more": "fewer", "up_to": "at_least", "at_least": "up_to"}


class Share(NamedTuple):
    """So many of 100 people, and how that stands to what was counted.

    Nobody and everybody are said only where that was counted: less than one is "fewer than 1", all but less than one is
    "more than 99".
    """

    low: int
    high: int
    bound: Bound

    @property
    def rest(self) -> Share:
        """Those who are left; the two make 100."""
        return Share(EVERYBODY - self.high, EVERYBODY - self.low, MIRRORED.get(self.bound, self.bound))


def share(low: int, high: int, of: int) -> Share:
    """From `low` to `high` of so many people, out of 100; a half is rounded upwards."""
    if _is_part_of_one(high, of):
        return Share(1, 1, "fewer")
    if _is_part_of_one(of - low, of):
        return Share(EVERYBODY - 1, EVERYBODY - 1, "more")
    if low < high and _is_part_of_one(low, of):
        return Share(0, min(_rounded(high, of), EVERYBODY - (high < of)), "up_to")
    if low < high and _is_part_of_one(of - high, of):
        return Share(_rounded(low, of), EVERYBODY, "at_least")
    is_exact = all(people * EVERYBODY % of == 0 for people in (low, high))
    return Share(_rounded(low, of), _rounded(high, of), "exact" if is_exact else "about")


def _is_part_of_one(people: int, of: int) -> bool:
    """Whether they are somebody, but fewer than one of 100."""
    return 0 < people * EVERYBODY < of


def _rounded(people: int, of: int) -> int:
    return (2 * people * EVERYBODY + of) // (2 * of)
