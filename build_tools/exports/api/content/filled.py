"""Blocks of the model -> the same blocks as records, in the words of one clinic and language. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from build_tools.content import model
from build_tools.exports.api.content import blocks
from build_tools.exports.api.content.said import Said, fact_in_text, said, words
from build_tools.exports.api.record import located
from build_tools.guide.prose import Prose


@dataclass(frozen=True)
class Filler:
    """Fills in the blocks of one topic."""

    project: model.Project
    prose: Prose
    topic: str

    def block(self, block: model.Block) -> blocks.Block:
        """A block with all its words."""
        common = {"heading": self._plain(block.heading) if block.heading else None, "detail": block.detail}
        make: Callable[..., Any] = MAKERS[type(block)]
        found: blocks.Block = make(self, block, {**common, "kind": block.kind})
        return found

    def paragraph(self, block: model.Paragraph, common: dict[str, Any]) -> blocks.Block:
        """Sentences."""
        return blocks.Paragraph(**common, sentences=self._all(block.sentences))

    def items(self, block: model.Itemized, common: dict[str, Any]) -> blocks.Block:
        """Every kind of list."""
        intro = self._said(block.intro) if block.intro else None
        return blocks.Items(**common, intro=intro, items=self._all(block.items))

    def do_and_do_not(self, block: model.DoAndDoNot, common: dict[str, Any]) -> blocks.Block:
        """Both lists."""
        return blocks.DoAndDoNot(**common, do=self._all(block.do), do_not=self._all(block.do_not))

    def care_card(self, block: model.CareCard, common: dict[str, Any]) -> blocks.Block:
        """What to look out for."""
        return blocks.CareCard(**common, level=block.level, items=self._all(block.items))

    def chances(self, block: model.Chances, common: dict[str, Any]) -> blocks.Block:
        """Each chance in both frames, also as one sentence."""
        rows = tuple(self._chance(row) for row in block.rows)
        return blocks.Chances(**common, intro=self._said(block.intro), rows=rows)

    def how_sure(self, block: model.HowSure, common: dict[str, Any]) -> blocks.Block:
        """Claims with their level in words."""
        return blocks.HowSure(**common, claims=tuple(self._claim(claim) for claim in block.claims))

    def comparison(self, block: model.Comparison, common: dict[str, Any]) -> blocks.Block:
        """The table."""
        rows = tuple(blocks.Row(label=self._plain(row.label), cells=self._all(row.cells)) for row in block.rows)
        return blocks.Comparison(**common, columns=tuple(map(self._plain, block.columns)), rows=rows)

    def figure(self, block: model.Figure, common: dict[str, Any]) -> blocks.Block:
        """The picture's file and what it tells."""
        picture = located(self.project, f"{self.prose.procedure.id}/pictures/{block.picture}")
        told = {"alt": self._plain(block.alt), "caption": self._said(block.caption)}
        return blocks.Figure(**common, **told, picture=picture, sizes=block.sizes)

    def definitions(self, block: model.Definitions, common: dict[str, Any]) -> blocks.Block:
        """The words stand in the glossary."""
        return blocks.Definitions(**common)

    def gap(self, block: model.Gap, common: dict[str, Any]) -> blocks.Block:
        """What is not written yet."""
        return blocks.Gap(**common, needs=self._plain(block.needs))

    def write_in(self, block: model.WriteIn, common: dict[str, Any]) -> blocks.Block:
        """Places to write on."""
        blanks = (blocks.Blank(label=self._plain(field.label), entry=field.entry) for field in block.fields)
        return blocks.WriteIn(**common, fields=tuple(blanks))

    def contacts(self, block: model.Contacts, common: dict[str, Any]) -> blocks.Block:
        """Which of the clinic's numbers."""
        return blocks.Contacts(**common, phones=block.phones)

    def _plain(self, text: str) -> str:
        return self.prose.plain(text, self.topic)

    def _said(self, statement: model.Statement) -> Said:
        return said(self.prose, statement, self.topic)

    def _all(self, statements: Iterable[model.Statement]) -> tuple[Said, ...]:
        return tuple(map(self._said, statements))

    def _chance(self, row: model.ChanceRow) -> blocks.Chance:
        counted, others = fact_in_text(self.prose, row.fact), fact_in_text(self.prose, row.fact, "rest")
        did, did_not = self._said(row), words(self.prose, row.otherwise, self.topic, row.sources)
        sentence = self.prose.catalog.text("{people} {did}; {others} {did_not}.").format(
            people=counted.text, did=did.text, others=others.text, did_not=did_not.text
        )
        return blocks.Chance(text=sentence, counted=counted, did=did, others=others, did_not=did_not)

    def _claim(self, claim: model.Claim) -> blocks.Claim:
        text = self.prose.catalog.text(LEVELS[claim.level])
        claimed, because = self._said(claim.claim), self._said(claim.because)
        return blocks.Claim(level=claim.level, text=text, claim=claimed, because=because)


LEVELS: dict[model.Certainty, str] = {
    "fairly_sure": "We are fairly sure",
    "not_sure": "We are not sure",
    "not_known": "We do not know",
}
MAKERS: dict[type[model.BlockBase], Callable[..., blocks.Block]] = {
    model.Paragraph: Filler.paragraph,
    model.BulletList: Filler.items,
    model.Steps: Filler.items,
    model.Checklist: Filler.items,
    model.KeyPoints: Filler.items,
    model.DoAndDoNot: Filler.do_and_do_not,
    model.CareCard: Filler.care_card,
    model.Chances: Filler.chances,
    model.HowSure: Filler.how_sure,
    model.Comparison: Filler.comparison,
    model.Figure: Filler.figure,
    model.Definitions: Filler.definitions,
    model.WriteIn: Filler.write_in,
    model.Contacts: Filler.contacts,
    model.Gap: Filler.gap,
}
