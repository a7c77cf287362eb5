"""What is not written yet. Not among the rules: a site with gaps is built, with each of them marked."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks import walk
from build_tools.content.model import Project, Record, YamlGap
from build_tools.problems import Problem


def gaps(project: Project) -> Iterator[Problem]:
    """Every block `kind: gap`, and every missing summary, as far as the files could be read."""
    for procedure in project.procedures:
        if isinstance(procedure.info, Record) and procedure.info.summary is None:
            message, hint = f"{procedure.id} has no summary yet", "write `summary:`, one line on what it is"
            yield Problem(procedure.info.place(), "not-written", message, hint)
    for procedure, id, topic in walk.topics(project):
        for block in topic.blocks:
            if isinstance(block, YamlGap):
                message = f"the topic `{id}` of {procedure.id} is not written yet"
                yield Problem(block.place(), "not-written", message, f"write here: {block.needs}")
