"""An example of each kind of block, as an author would write it. SOURCE and PLAN stand for what differs."""

from __future__ import annotations

from build_tools.content.model import BlockKind

_ITEMS = """\
  items:
    - say: Bring your glasses.
      sources: [SOURCE]
"""
EXAMPLES: dict[BlockKind, str] = {
    "paragraph": """\
- kind: paragraph
  sentences:
    - say: You can ask us anything.
      sources: [SOURCE]
""",
    "list": f"- kind: list\n{_ITEMS}",
    "steps": f"- kind: steps\n{_ITEMS}",
    "checklist": f"- kind: checklist\n{_ITEMS}      PLAN\n",
    "key_points": f"- kind: key_points\n{_ITEMS}",
    "do_and_do_not": """\
- kind: do_and_do_not
  do:
    - say: Rest when you feel tired.
      sources: [SOURCE]
  do_not:
    - say: Do not stay in bed all day.
      sources: [SOURCE]
""",
    "care_card": """\
- kind: care_card
  level: emergency
  items:
    - say: Trouble breathing
      sources: [SOURCE]
- kind: care_card
  level: same_day
  items:
    - say: High temperature or shivering
      sources: [SOURCE]
- kind: care_card
  level: office_hours
  items:
    - say: A question or a worry
      sources: [SOURCE]
""",
    "chances": """\
- kind: chances
  intro:
    say: "In one trial, of all people who had it:"
    sources: [SOURCE]
  rows:
    - fact: less_pain  # a fact with the unit people, in facts.yaml
      say: had less pain
      otherwise: did not
      sources: [SOURCE]
""",
    "how_sure": """\
- kind: how_sure
  claims:
    - level: not_sure
      claim:
        say: It may help for some time.
        sources: [SOURCE]
      because:
        say: Only one small trial found so.
        sources: [SOURCE]
""",
    "comparison": """\
- kind: comparison
  columns: [This procedure, Doing nothing more]
  rows:
    - label: What happens
      cells:
        - say: You have it once.
          sources: [SOURCE]
        - say: You wait.
          sources: [SOURCE]
""",
    "figure": """\
- kind: figure
  picture: what-happens.svg  # a drawing in the folder pictures
  alt: A person lies on a table, and a doctor stands beside.
  caption:
    say: You lie on your back.
    sources: [SOURCE]
""",
    "definitions": "- kind: definitions\n",
    "write_in": """\
- kind: write_in
  fields:
    - label: Date
      entry: date
    - label: Place
""",
    "contacts": "- kind: contacts\n",
}


def example(kind: BlockKind, source: str, is_in_plan: bool) -> str:
    """The YAML of a block; in a topic whose steps the personal plan gathers, with a day for each step."""
    plan = "plan: {day: the_day}" if is_in_plan else ""
    lines = EXAMPLES[kind].replace("SOURCE", source).replace("PLAN", plan).splitlines()
    return "".join(f"{line}\n" for line in lines if line.strip())
