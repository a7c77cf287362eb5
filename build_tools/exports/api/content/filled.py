"""Blocks of the guide -> the same blocks as records. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from build_tools.content.model import Project
from build_tools.exports.api.content import blocks
from build_tools.exports.api.content.said import Said, fact_in_text, said
from build_tools.exports.api.record import located
from build_tools.guide import blocks as tree
from build_tools.guide.records import Guide, Line


@dataclass(frozen=True)
class Filler:
    """Makes records of the blocks of one guide."""

    project: Project
    guide: Guide

    def block(self, block: tree.Block) -> blocks.Block:
        """A block with all its words."""
        heading = block.heading.text if block.heading else None
        common: dict[str, Any] = {"kind": block.kind, "heading": heading, "detail": block.detail}
        match block:
            case tree.Paragraph():
                return blocks.Paragraph(**common, sentences=self._all(block.sentences))
            case tree.BulletList() | tree.Steps() | tree.Checklist() | tree.KeyPoints():
                intro = self._said(block.intro) if block.intro else None
                return blocks.Items(**common, intro=intro, items=self._all(block.items))
            case tree.DoAndDoNot():
                return blocks.DoAndDoNot(**common, do=self._all(block.do), do_not=self._all(block.do_not))
            case tree.CareCard():
                return blocks.CareCard(**common, level=block.level, items=self._all(block.items))
            case tree.Chances():
                rows = tuple(map(self._chance, block.rows))
                return blocks.Chances(**common, intro=self._said(block.intro), rows=rows)
            case tree.HowSure():
                claims = tuple(claim for group in block.groups for claim in self._claims(group))
                return blocks.HowSure(**common, claims=claims)
            case tree.Comparison():
                rows_ = tuple(blocks.Row(label=row.label.text, cells=self._all(row.cells)) for row in block.rows)
                columns = tuple(column.text for column in block.columns)
                return blocks.Comparison(**common, columns=columns, rows=rows_)
            case tree.Figure():
                picture = located(self.project, f"{self.guide.procedure}/pictures/{block.picture}")
                alt, caption = block.alt.text, self._said(block.caption)
                return blocks.Figure(**common, picture=picture, alt=alt, caption=caption, sizes=block.sizes)
            case tree.Definitions():
                return blocks.Definitions(**common)
            case tree.WriteIn():
                fields = tuple(blocks.Blank(label=each.label.text, entry=each.entry) for each in block.fields)
                return blocks.WriteIn(**common, fields=fields)
            case tree.Contacts():
                return blocks.Contacts(**common, phones=tuple(phone.id for phone in block.phones))
            case tree.Gap():
                return blocks.Gap(**common, needs=block.needs.text)
            case _:
                raise TypeError(f"blocks of the kind `{block.kind}` stand on pages and leaflets alone")

    def _said(self, line: Line) -> Said:
        return said(line, self.guide)

    def _all(self, lines: Iterable[Line]) -> tuple[Said, ...]:
        return tuple(map(self._said, lines))

    def _chance(self, row: tree.ChanceRow) -> blocks.Chance:
        return blocks.Chance(
            text=row.in_one(self.guide).text,
            counted=fact_in_text(row.people, self.guide),
            did=self._said(row.did),
            others=fact_in_text(row.rest, self.guide),
            did_not=self._said(row.did_not),
        )

    def _claims(self, group: tree.ClaimGroup) -> Iterable[blocks.Claim]:
        for claim in group.claims:
            claimed, because = self._said(claim.claim), self._said(claim.because)
            yield blocks.Claim(level=group.level, text=group.label.text, claim=claimed, because=because)
