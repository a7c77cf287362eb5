"""How everything stands, as tables for the command line. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from build_tools.columns import aligned
from build_tools.problems import Place
from build_tools.records.deadlines import Due
from build_tools.records.signed_state import SignedState
from build_tools.records.status import Status, owned

HEAD = (
    "procedure", "language", "sign-off", "changes", "review by", "overdue", "due soon", "unconfirmed", "unset",
    "unwritten",
)  # fmt: skip


def table(found: Iterable[Status]) -> str:
    """A line for each procedure and language, then what is behind the numbers."""
    statuses = tuple(found)
    told: dict[tuple[str, str], list[str]] = {}
    parts = [aligned([HEAD, *map(_row, statuses)]), *(_details(each, told) for each in statuses)]
    return "\n\n".join(part for part in parts if part)


def _row(each: Status) -> tuple[str, ...]:
    review = next(due.day for due in each.dues if due.kind == "review")
    counts = (each.due("overdue"), each.due("soon"), each.unconfirmed, each.unset, each.gaps)
    changes = str(len(each.signed.changed)) if each.signed.last else "-"
    return (each.procedure, each.language, _signed(each.signed), changes, str(review), *(str(len(c)) for c in counts))


def _signed(signed: SignedState) -> str:
    if not signed.last:
        return "never signed"
    who = f"{signed.last.name}, {signed.last.role}"
    if signed.approval:
        return f"signed by {signed.approval.who}, until {signed.approval.until}"
    if signed.state == "waiting":
        return f"signed by {who}: {len(signed.holding)} of {signed.needed}"
    if signed.state == "refused":
        return f"refused: {signed.objection}"
    if signed.state == "withdrawn":
        return f"withdrawn {signed.last.signed} ({who})"
    return f"changed since {signed.last.signed} ({who})" if signed.state == "changed" else f"ended {signed.last.until}"


def _details(each: Status, before: dict[tuple[str, str], list[str]]) -> str:
    """`before`: the lists of the same procedure in other languages, none of which is told twice."""
    by = [f"{entry.name}: {entry.author}" for entry in each.signed.holding if entry.author]
    lists = {
        "translation": _translation(each),
        "entered, as Git says, by": by,
        "changed since signed": [str(problem).splitlines()[0] for problem in each.signed.changed],
        "overdue": list(map(_due, each.due("overdue"))),
        "due within 60 days": list(map(_due, each.due("soon"))),
        "sources to be confirmed": list(each.unconfirmed),
        "steps that say no reason": [f"{row.said}: {row.why_not} ({_at(row.place)})" for row in each.reasonless],
        "not written yet": [f"{_at(problem.place)}: {problem.message}" for problem in each.gaps],
        "not set by the clinic": [
            f"{row.id}: {row.what}, {row.owner or 'nobody has to decide it'} ({_at(row.place)})" for row in each.unset
        ],
    }
    told = []
    for title, lines in lists.items():
        is_told = before.get((each.procedure, title)) == lines
        before[each.procedure, title] = lines
        told += [f"{title}: as above"] if lines and is_told else [f"{title}:", *_indented(lines)] if lines else []
    return "\n".join([f"{each.procedure}, {each.language}", *told]) if told else ""


def _indented(lines: Iterable[str]) -> list[str]:
    return [f"  {line}" for line in lines]


def _translation(each: Status) -> list[str]:
    told = each.translation
    if not told:
        return []
    ready = {id: ", ".join(sizes) or "not ready" for id, sizes in told.leaflets.items()}
    ready |= {id: f"{ready[id]}; to translate: {_counted(left)}" for id, left in told.left.items()}
    pages = [id for id, is_ready in told.pages.items() if not is_ready]
    return [
        told.counts,
        f"checked by {told.checked_by}" if told.checked_by else "machine-made: no translator has checked it",
        *([] if told.is_offered else [f"not offered; first translate what all pages need: {_counted(told.first)}"]),
        *(f"leaflet {id}: {sizes}" for id, sizes in ready.items()),
        f"pages that are not ready: {', '.join(pages) or 'none'}",
    ]


def _counted(left: Mapping[str, int]) -> str:
    return ", ".join(f"{name} ({count})" for name, count in left.items())


def _due(due: Due) -> str:
    owner = f", {due.owner}" if due.owner else ""
    return f"{due.day}  {due.kind} {due.id}: {due.what}{owner} ({_at(due.place)})"


def dates_table(dues: Iterable[Due], today: date) -> str:
    """Every day in order."""
    marks = {"later": "", "soon": "due soon", "overdue": "OVERDUE"}
    head = ("day", "", "procedure", "kind", "what", "owner", "where")
    rows = [
        (str(due.day), marks[due.state(today)], due.procedure, due.kind, due.what, due.owner, _at(due.place))
        for due in dues
    ]
    return aligned([head, *rows])


def _at(place: Place) -> str:
    return f"{place.path}:{place.line}"


def owned_table(found: Iterable[Status], owner: str) -> str:
    """What an owner answers for."""
    settings, dues = owned(found, owner)
    head = ("setting", "value", "expires", "", "owner", "rule", "what", "where")
    rows = [
        (row.id, row.value, str(row.expires or ""), row.state, row.owner, row.source, row.what, _at(row.place))
        for row in settings
    ]
    parts = [aligned([head, *rows])] if rows else []
    parts += ["\n".join(map(_due, dues))] if dues else []
    return "\n\n".join(parts) or f"nothing belongs to an owner whose name has `{owner}` in it"
