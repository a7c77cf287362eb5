"""The record of a leaflet's file in `site/leaflets/`, printed or being printed. A pack is one with parts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from build_tools.content.model import Paper

PACK = "pack"  # all leaflets of a procedure in one file


class LeafletKey(NamedTuple):
    """Which file it is."""

    procedure: str
    """Nothing for a sheet of the clinic."""
    leaflet: str
    """A leaflet's id, or "pack"."""
    language: str
    """Nothing for a sheet in several."""
    size: str
    """Nothing for a sheet of the clinic, which has one."""
    paper: Paper
    with_english: bool = False
    """A leaflet of another language with its English behind it."""

    @property
    def file(self) -> str:
        """Its name in `site/leaflets/`."""
        parts = (self.procedure, self.leaflet, self.size, self.language, "english" if self.with_english else "")
        return f"{'-'.join(filter(None, parts))}.pdf"


@dataclass(frozen=True)
class LeafletFile:
    """A leaflet as a PDF, or several in one: all of a procedure, or one and the same in two languages."""

    key: LeafletKey
    code: str = ""
    """On each of its pages; nothing for a pack, whose parts have their own."""
    sides: int | None = None
    """None while it is being printed; of a pack with the empty ones, so that each part starts on a new sheet."""
    data: bytes = field(default=b"", repr=False)
    first_page: bytes = field(default=b"", repr=False)
    """A small picture of it, PNG; nothing for a pack, which shows that of its first part."""
    parts: tuple[LeafletFile, ...] = ()

    @property
    def file(self) -> str:
        """Its name in `site/leaflets/`."""
        return self.key.file

    @property
    def picture(self) -> str:
        """The name of the picture of its first page."""
        return (self.parts or (self,))[0].file.removesuffix(".pdf") + ".png"

    @property
    def codes(self) -> tuple[str, ...]:
        """Those on its pages."""
        return tuple(part.code for part in self.parts or (self,))

    @property
    def sheets(self) -> int | None:
        """Of paper, when printed on both sides."""
        return self.sides and (self.sides + 1) // 2
