"""What content is: frozen, typed records. No reading, no writing, no HTML.

The JSON Schema that editors use is generated from these classes, so each class and field says in its docstring or
description what an author writes there. The names of all of them, each from the module of its subject.
"""

from build_tools.content.blocks import (
    Answer,
    Block,
    BlockBase,
    BlockKind,
    BulletList,
    CareCard,
    ChanceRow,
    Chances,
    Checklist,
    Claim,
    Comparison,
    ComparisonRow,
    Contacts,
    Definitions,
    DoAndDoNot,
    Figure,
    Gap,
    HowSure,
    Itemized,
    KeyPoints,
    Listed,
    Paragraph,
    Sign,
    SignGroup,
    Steps,
    Times,
    Topic,
    WriteIn,
    WriteInField,
    has_gap,
)
from build_tools.content.clinic import Clinic, Phone, Setting, Signer
from build_tools.content.facts import Fact, Facts, Glossary, Relation, Source, Sources, Style, Term
from build_tools.content.layout import Door, HomePage, Leaflet, Page, Required, Section, Site, Size
from build_tools.content.procedure import (
    Approval,
    Coverage,
    Coverages,
    Disagreement,
    Disagreements,
    Messages,
    Procedure,
    ProcedureInfo,
    ReadingFigure,
    ReadingFigures,
    SourceFigure,
)
from build_tools.content.project import Project, Shown, cited_in, gathered_by, shown_on_leaflet, shown_on_page
from build_tools.content.record import (
    ID,
    IN_WORDS,
    LOCALE,
    Certainty,
    Clock,
    FactId,
    Id,
    Level,
    Means,
    Paper,
    PlanDay,
    Record,
    SourceKind,
    Status,
    Unit,
    Words,
)
from build_tools.content.statements import Sentence, Statement, Timing
from build_tools.content.translation import Translation

# fmt: off
__all__ = [
    "ID", "IN_WORDS", "LOCALE", "Answer", "Approval", "Block", "BlockBase", "BlockKind", "BulletList", "CareCard",
    "Certainty", "ChanceRow", "Chances", "Checklist", "Claim", "Clinic", "Clock", "Comparison", "ComparisonRow",
    "Contacts", "Coverage", "Coverages", "Definitions", "Disagreement", "Disagreements", "DoAndDoNot", "Door",
    "Fact", "FactId", "Facts", "Figure", "Gap", "Glossary", "HomePage", "HowSure", "Id", "Itemized", "KeyPoints",
    "Leaflet", "Level", "Listed", "Means", "Messages", "Page", "Paper", "Paragraph", "Phone", "PlanDay",
    "Procedure", "ProcedureInfo", "Project", "ReadingFigure", "ReadingFigures", "Record", "Relation", "Required",
    "Section", "Sentence", "Setting", "Shown", "Sign", "SignGroup", "Signer", "Site", "Size", "Source",
    "SourceFigure", "SourceKind", "Sources", "Statement", "Status", "Steps", "Style", "Term", "Times", "Timing",
    "Topic", "Translation", "Unit", "Words", "WriteIn", "WriteInField", "cited_in", "gathered_by", "has_gap",
    "shown_on_leaflet", "shown_on_page",
]
# fmt: on
