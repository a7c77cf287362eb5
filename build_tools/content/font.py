"""The fonts of leaflets, as their pinned packages have them: the same on every machine.

Noto Sans has Latin, Greek, Cyrillic and Devanagari letters. Languages with others need the font of their script beside
it, from a package that a clinic installs when it lists such a language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple

import uharfbuzz


class Font(NamedTuple):
    """A family of fonts, and the package that has it."""

    family: str
    package: str
    """As pip names it; its version stands in pyproject.toml, under the extra."""
    extra: str
    """The name under which pyproject.toml asks for it."""

    @property
    def id(self) -> str:
        """As addresses in style sheets name it."""
        return self.family.lower().replace(" ", "-")


NOTO_SANS = Font("Noto Sans", "fontpkg-noto-sans", "")
OF_NOTO_SANS = frozenset({"Latn", "Grek", "Cyrl", "Deva"})
"""The scripts whose letters it has."""
# By script (ISO 15924).
FONTS = {
    "Arab": Font("Noto Sans Arabic", "fontpkg-noto-sans-arabic", "arabic"),
    "Beng": Font("Noto Sans Bengali", "justmytype-intl-south-asia", "bengali"),
    "Ethi": Font("Noto Sans Ethiopic", "justmytype-intl-africa", "ethiopic"),
    "Hans": Font("Noto Sans SC", "justmytype-intl-cjk", "chinese"),
    "Hant": Font("Noto Sans TC", "justmytype-intl-cjk", "chinese"),
    "Hebr": Font("Noto Sans Hebrew", "justmytype-intl-rtl", "hebrew"),
    "Jpan": Font("Noto Sans JP", "justmytype-intl-cjk", "japanese"),
    "Khmr": Font("Noto Sans Khmer", "fontpkg-noto-sans-khmer", "khmer"),
    "Kore": Font("Noto Sans KR", "justmytype-intl-cjk", "korean"),
    "Laoo": Font("Noto Sans Lao", "justmytype-intl-sea", "lao"),
    "Mymr": Font("Noto Sans Myanmar", "justmytype-intl-sea", "burmese"),
    "Taml": Font("Noto Sans Tamil", "fontpkg-noto-sans-tamil", "tamil"),
    "Telu": Font("Noto Sans Telugu", "fontpkg-noto-sans-telugu", "telugu"),
    "Thai": Font("Noto Sans Thai", "fontpkg-noto-sans-thai", "thai"),
}
BY_ID = {font.id: font for font in (NOTO_SANS, *FONTS.values())}


@cache
def face(font: Font = NOTO_SANS) -> uharfbuzz.Face:
    """The upright font of a family. Raises ImportError where its package is not installed."""
    name = font.family.replace(" ", "")
    found = [file for file in _files(files(font.package.replace("-", "_"))) if file.name.partition("[")[0] == name]
    return uharfbuzz.Face(uharfbuzz.Blob(found[0].read_bytes()))


def _files(folder: Traversable) -> Iterable[Traversable]:
    for each in folder.iterdir():
        yield from _files(each) if each.is_dir() else [each]


@cache
def is_installed(font: Font) -> bool:
    """Whether its package is there."""
    try:
        return bool(face(font))
    except (ImportError, IndexError):
        return False


@cache
def signs(font: Font = NOTO_SANS) -> frozenset[int]:
    """The number of each character that leaflets can be printed with, wherever that is."""
    return frozenset(face(font).unicodes)


def of(scripts: Iterable[str]) -> tuple[Font, ...]:
    """Those that words in these scripts need beside Noto Sans, as far as there are any."""
    return tuple(FONTS[script] for script in sorted(scripts) if script in FONTS)


def lacking(scripts: Iterable[str]) -> Iterator[str]:
    """The scripts that cannot be printed here: no font is known for them, or it is not installed."""
    for script in sorted(set(scripts) - OF_NOTO_SANS):
        if script not in FONTS or not is_installed(FONTS[script]):
            yield script


def has(character: str, scripts: Iterable[str]) -> bool:
    """Whether words in these scripts can be printed with it; where a font is lacking, nobody knows."""
    return any(ord(character) in signs(font) for font in (NOTO_SANS, *of(scripts))) or any(lacking(scripts))
