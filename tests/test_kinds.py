"""Each kind of block in every output. The kinds come from the tree: a new one that an output forgets fails by name."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints

import bless
import pytest
import yaml
from editing import own
from outputs import GUIDE, HERE, OUTPUTS, on_page, on_paper, squeezed, told
from projects import MINIATURE
from pydantic import ValidationError
from trees import line

from build_tools.content import blocks as source
from build_tools.content import layout
from build_tools.content.model import Topic
from build_tools.content.scaffold import examples
from build_tools.guide import blocks, build, leaflet, page, walk
from build_tools.guide import signs as sign_files
from build_tools.guide.blocks import Block
from build_tools.guide.records import Line
from build_tools.preflight import expected
from build_tools.problems import Place, ProblemsFound
from build_tools.records import clinical

KINDS: dict[str, type[Block]] = {each.kind: each for each in get_args(Block)}
OF_SOURCE = {get_args(each.model_fields["kind"].annotation)[0] for each in get_args(get_args(source.Block)[0])}
# Which kinds an output has, where it has not all of them.
HAS = {
    "page": {*KINDS} - {"row", "write_in", "times"}, "Markdown": {*KINDS} - {"write_in", "times"},
    "leaflet": {*OF_SOURCE, "row"}, "API": OF_SOURCE, "sign-off": OF_SOURCE,
}  # fmt: skip
CASES = [(kind, output) for output in OUTPUTS for kind in KINDS if kind in HAS.get(output, KINDS)]


# --- one of each kind ------------------------------------------------------------------------------------------------


def example(kind: str, output: str) -> list[Block]:
    """The blocks that an author's example becomes there; of a kind that no author writes, one made of its fields."""
    return of_source(kind, output) if kind in OF_SOURCE else [of_fields(kind)]


def of_source(kind: str, output: str) -> list[Block]:
    text = examples("practice", False).get(kind, "- {kind: gap, needs: What it is.}")
    text = text.replace("less_pain", "helped").replace("what-happens.svg", "one.svg")
    topic = Topic.model_validate({"title": "All kinds", "blocks": yaml.safe_load(text)})
    procedure = replace(MINIATURE.procedures[0], topics={**MINIATURE.procedures[0].topics, "kinds": topic})
    guide = replace(GUIDE, sections={**GUIDE.sections, "kinds": build.section(GUIDE.resolver, "kinds", topic)})
    if output == "API":
        section = guide.sections["kinds"]
    elif output in ("page", "Markdown"):
        shown = MINIATURE.site.pages[0].model_copy(update={"topics": ("kinds",)})
        section = page.page(MINIATURE, procedure, guide, shown).sections[0]
    else:
        outline = MINIATURE.leaflets["card"].model_copy(update={"sections": (layout.YamlSection(topic="kinds"),)})
        project = replace(MINIATURE, leaflets={"card": outline})
        section = leaflet.leaflet(project, procedure, guide, "card", "standard").sections[0]
    return [block for block in section.blocks if block.kind == kind]


def of_fields(kind: str) -> Block:
    """All of its words tell where in it they stand."""
    if kind == "tool":  # which words it has depends on which it is
        told = blocks.Paragraph(sentences=(line("Told.", {}),), place=HERE)
        later, data = (line("Later.", {}),) * 2, {"example": "K7M-4PX"}
        return blocks.Tool(name="code", later=later, blocks=(told,), data=data, place=HERE)
    found: Block = _made(KINDS[kind], kind.replace("_", " "))
    return found if kind in HEADED else replace(found, heading=None)


HEADED = {"fold", "links", "origins", "moment"}
SIMPLE = {str: "x", bool: False, int: 1, date: date(2027, 1, 1), Place: HERE}


def _made(hint: Any, name: str) -> Any:
    if hint is Line:
        return line(name, {})
    if hint == Block:
        return blocks.Paragraph(sentences=(line(name, {}),), place=HERE)
    arguments = get_args(hint)
    if get_origin(hint) in (UnionType, Union):
        return _made(arguments[0], name) if dataclasses.is_dataclass(arguments[0]) else None
    if get_origin(hint) is tuple:
        return (_made(arguments[0], name),)
    if get_origin(hint) is Literal:
        return arguments[-1]
    if dataclasses.is_dataclass(hint):
        hints, make = get_type_hints(hint), cast(Any, hint)
        return make(**{each.name: _made(hints[each.name], f"{name} {each.name}") for each in dataclasses.fields(hint)})
    return {} if get_origin(hint) in (dict, Mapping) else SIMPLE[hint]


# --- all words in every output ---------------------------------------------------------------------------------------

# What an output leaves out by design.
LEFT_OUT = {
    "page": {"printed list rows open more"},
    "Markdown": {"search words", "Compare"},  # engines have their own search; choices are no table there
}


def lines(block: Block, output: str) -> Iterator[Line]:
    """What a block says in an output."""
    for said in walk.lines(block):
        is_drawn = block.kind == "chances" and said.role == "alternative"  # what stands for the drawing of a chance
        if output == "sign-off" and clinical.may_change(said):
            continue  # a clinic may change its numbers at any time
        # Labels and the like stand once in the API, for all blocks.
        if said.sources if output == "API" else not (output == "Markdown" and is_drawn):
            yield said


@pytest.mark.parametrize(("kind", "output"), CASES)
def test_every_output_has_all_words_of_every_kind(kind: str, output: str) -> None:
    found = example(kind, output)
    assert found, f"no example of the kind {kind}"
    for block in found:
        text, said = told(OUTPUTS[output](block)), [walk.spoken(each).rstrip(".") for each in lines(block, output)]
        left = [words for words in said if squeezed(words) not in text and words not in LEFT_OUT.get(output, ())]
        assert left == []
        assert said or output == "API"


def test_the_kinds_of_the_source_are_kinds_of_the_tree() -> None:
    assert KINDS.keys() >= OF_SOURCE
    assert examples("practice", False).keys() == OF_SOURCE - {"gap"}


def test_of_every_kind_on_paper_it_is_said_whether_it_must_stand_whole() -> None:
    assert expected.WHOLE.keys() == HAS["leaflet"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_signs_of_what_stands_within_a_block_count(kind: str) -> None:
    """Whatever fields of a kind hold blocks."""
    level = blocks.Paragraph(level="emergency", sentences=(line("Call.", {}),), place=HERE)
    holds = [name for name, hint in get_type_hints(KINDS[kind]).items() if hint == tuple[Block, ...]]
    for name in holds:
        outer: Any = replace(cast(Any, of_fields(kind)), **{name: (level,)})
        signs = [name for each in walk.flat((outer,)) for name, _ in sign_files.of(each)]
        assert signs.count("alarm.svg") == 1


# --- a kind that an output does not know -----------------------------------------------------------------------------


class Poem(blocks.BlockBase, kind="poem"):
    """A kind that nobody has heard of."""

    verses: tuple[Line, ...]


POEM: Any = Poem(verses=(line("Roses are red.", {}),), place=HERE)


@pytest.mark.parametrize("output", ["page", "leaflet", "Markdown", "API"])
def test_a_forgotten_kind_is_named(output: str) -> None:
    with pytest.raises((ProblemsFound, AssertionError, TypeError, ValidationError), match=r"(?i)\bpoem\b"):
        OUTPUTS[output](POEM)


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - OF_SOURCE))
def test_the_api_has_no_blocks_that_only_pages_have(kind: str) -> None:
    with pytest.raises(ValidationError, match=f"tag '{kind}'"):
        OUTPUTS["API"](of_fields(kind))


@pytest.mark.parametrize(
    ("show", "folder", "kind"),
    [
        (on_page, "docs/templates/pages", "list"),
        (on_page, "docs/templates/pages", "moment"),
        (on_paper, "leaflets/templates", "list"),
        (on_paper, "leaflets/templates", "row"),
    ],
)
def test_a_template_without_a_macro_for_a_kind(
    tmp_path: Path, show: Callable[..., str], folder: str, kind: str
) -> None:
    """The project's own, made before the tool had this kind."""
    project = replace(MINIATURE, root=bless.miniature(tmp_path))
    (block,) = example(kind, "leaflet")
    assert show(block, project)
    file = own(project.root, f"{folder}/kinds.html")
    text = file.read_text("utf-8")
    assert text.count(f"{{% macro {kind}(block) %}}") == 1
    file.write_text(text.replace(f"macro {kind}(block)", f"macro old_{kind}(block)"), "utf-8")
    with pytest.raises(ProblemsFound) as caught:
        show(block, project)
    (problem,) = caught.value.problems
    assert (problem.place, problem.code) == (Place(f"{folder}/kinds.html"), "template")
    assert problem.message.endswith(f"no macro for the kind of block `{kind}`")
