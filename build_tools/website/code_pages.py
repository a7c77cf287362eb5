"""The surfaces for edition codes: each tells whether a sheet with that code still holds, one finds the others. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from build_tools.content.model import Project
from build_tools.guide import blocks
from build_tools.guide.blocks import Block
from build_tools.guide.offers import FOLDER
from build_tools.guide.page import note, untitled
from build_tools.guide.records import Guide, Line, Section, Span
from build_tools.guide.resolver import TOOL, strong, words
from build_tools.messages import messages
from build_tools.records import notices
from build_tools.records.change_words import fact_names, headline, sheet
from build_tools.records.changes import changes
from build_tools.records.ledger import Ledger, Release
from build_tools.records.snapshot import Current
from build_tools.records.standing import STANDINGS, CodeState, state
from build_tools.website.site_page import SitePage, followed, surface

EXAMPLE = "K7M-4PX"
PLACE_IN_LIST = attrgetter("procedure", "leaflet", "language", "size")
ASK = messages("Ask us for what you need: {phone}.")


def code_pages(
    project: Project,
    guides: Sequence[Guide],
    ledger: Ledger,
    editions: Iterable[Current],
    others: Sequence[Sequence[Guide]] = (),
) -> tuple[SitePage, ...]:
    """The page where one types a code, and a page for every code released or printed by this build.

    The page of a code is in the language of its sheet, if that is one of the guide.
    """
    known = (*guides, *(guide for each in others for guide in each))
    present = tuple(editions)
    codes = sorted({entry.code for entry in ledger.releases} | {now.code for now in present})
    states = {code: state(ledger, code, present) for code in codes}
    pages = (_page(project, known, code, found) for code, found in states.items())
    return (_index(project, guides[0], states), *pages)


# --- the page where one types a code ---------------------------------------------------------------------------------


def _index(project: Project, guide: Guide, states: dict[str, CodeState]) -> SitePage:
    lead = guide.frame("Each printed sheet has a code, at the top of the first page and at the foot of every page.")
    listed = sorted(states.items(), key=lambda item: PLACE_IN_LIST(_of(item[1])))
    items = tuple(_listed(project, guide, code, found) for code, found in listed)
    no_code = note(guide.frame("No leaflet has a code yet."))
    shown = blocks.BulletList(items=items, place=TOOL) if items else no_code
    unknown = guide.frame(
        "If your code is not in this list, it was never released here. Ask at the front desk, or call us: {phone}."
    )
    fold = blocks.Fold(heading=guide.frame("All codes"), look="all-codes", blocks=(shown, note(unknown)), place=TOOL)
    later = messages(("You can call us: {phone}.", "Ask at the front desk, or call us: {phone}."))
    tool = blocks.Tool(
        name="code",
        later=tuple(map(guide.frame, later)),
        blocks=(fold,),
        data={"example": guide.resolver.catalog.left_to_right(EXAMPLE)},
        place=TOOL,
    )
    about = guide.frame("Type the code on a printed sheet and see whether it is still right.")
    made = surface("code", guide.frame("Is my sheet still right?"), untitled(tool), lead=lead)
    return SitePage("c/index.md", made, guide, about.text, is_searched=False)


def _listed(project: Project, guide: Guide, code: str, found: CodeState) -> Line:
    standing = guide.frame(STANDINGS[found.standing])
    link, name = Line((_link(code),), TOOL), _sheet(project, guide, _of(found))
    return guide.frame("{code} {sheet}: {standing}", code=link, sheet=name, standing=standing)


# --- the page of a code ----------------------------------------------------------------------------------------------


def _page(project: Project, guides: Sequence[Guide], code: str, found: CodeState) -> SitePage:
    of = _of(found)
    same = [guide for guide in guides if guide.procedure == of.procedure]
    own = next((guide for guide in same if guide.language == of.language), same[0] if same else None)
    guide = own or guides[0]
    replaced, newer = _told(project, guide, found.entry, found.newest), _told(project, guide, found.newest, found.now)
    since = messages("They have changed since the current sheet was released:")
    sections = [untitled(_verdict(project, guide, own, found, bool(newer)))]
    if found.standing == "replaced" and replaced:
        title = guide.frame("What changed since this sheet")
        sections.append(_changes("what-changed-since-this-sheet", title, replaced))
    if newer:
        title = guide.frame("The words on this site are newer")
        sections.append(_changes("the-words-on-this-site-are-newer", title, newer, guide.frame(since)))
    another = note(guide.link("Look up another code", "c/index.html"))
    made = surface("code", guide.frame("Sheet {code}", code=words(code, ltr=True)), *sections, untitled(another))
    about = guide.frame("Whether a printed sheet with this code is still right.")
    help = f"{own.procedure}/{project.site.help_page}.html" if own else "index.html"
    folder = "" if guide.language == guides[0].language else f"{guide.language}/"
    return SitePage(f"c/{code}.md", made, guide, about.text, help, folder=folder, is_searched=False)


def _verdict(project: Project, guide: Guide, own: Guide | None, found: CodeState, is_newer: bool) -> blocks.Box:
    """What to do with the sheet, first; then which it is, and where the right one is."""
    verdict, *more = _standing(guide, found)
    shown: list[Block] = [note(verdict, look="verdict"), *([note(*more)] if more else [])]
    if found.standing == "current" and own and not is_newer:
        # Where the site's words are newer, neither its approval nor its day of review is that of the sheet.
        shown += _holding(own)
    shown.append(note(guide.frame("This sheet: {sheet}", sheet=_sheet(project, guide, _of(found)))))
    if found.now and found.now.file and found.standing != "withdrawn" and not found.taken_back:
        shown.append(_paper(guide, found.now.file, is_newer or found.standing == "unreleased"))
    return blocks.Box(look=f"sheet {found.standing}", blocks=tuple(shown), place=TOOL)


def _standing(guide: Guide, found: CodeState) -> Iterator[Line]:
    """The verdict; then what follows from it."""
    date = guide.resolver.catalog.date
    if found.standing == "current" and found.entry:
        yield guide.frame("This is the current one.")
        yield guide.frame("Released on {date}. You can use this sheet.", date=date(found.entry.released))
    elif found.standing == "replaced" and found.replaced_by:
        yield guide.frame("Replaced on {date}. Do not use this sheet.", date=date(found.replaced_by.released))
        if not found.now:
            yield guide.frame("This leaflet is no longer made.")
            yield guide.frame(ASK)
    elif found.standing == "taken-back" and found.taken_back:
        yield guide.frame("Taken back on {date}. Do not use this sheet.", date=date(found.taken_back))
        yield _call(guide)
    elif found.standing == "withdrawn":
        yield guide.frame("This leaflet is no longer made. Do not use this sheet.")
        yield guide.frame(ASK)
    elif found.standing == "not-here":
        yield guide.frame("We do not give out sheets in this language now. Ask us before you follow this one: {phone}.")
    else:
        yield guide.frame("This sheet is a trial print. It has not been released: do not hand it out.")
    if found.standing not in ("replaced", "unreleased") or not found.now:
        return
    if found.newest:
        yield guide.frame("The current one has this code:")
        yield Line((_link(found.newest.code),), TOOL, "frame")
    elif found.taken_back:
        taken_back = date(found.taken_back)
        yield guide.frame("The newest one was taken back on {date}: there is no right sheet now.", date=taken_back)
        yield _call(guide)


def _call(guide: Guide) -> Line:
    return guide.frame("Call us: {numbers}.", numbers=guide.resolver.called("same_day"))


def _holding(guide: Guide) -> Iterator[Block]:
    """Who approved it, and until when it holds. That nobody has approved it stands at the top of every page."""
    date = guide.resolver.catalog.date(guide.review_by)
    approved = [notices.approval(guide)] if guide.approval else []
    yield note(*approved, guide.frame("Review by {date}.", date=date))
    due = strong(guide.frame("This sheet was to be reviewed by {date}.", date=date))
    ask = guide.frame("Ask us whether it still holds: {phone}.")
    yield blocks.AfterDay(day=guide.review_by, sentences=(due, ask), place=TOOL)


def _paper(guide: Guide, file: str, is_trial: bool) -> Block:
    """The leaflet itself, where one was printed."""
    open = guide.frame("Open this leaflet as this site has it now" if is_trial else "Open the current leaflet")
    return note(words(f"{open.text} (PDF)", kind="link", id=f"{FOLDER}{file}", strong=True), look="sizes")


# --- what became different -------------------------------------------------------------------------------------------


def _told(
    project: Project, guide: Guide, old: Release | None, new: Release | Current | None
) -> list[blocks.ToldChange]:
    """What a reader of the old sheet must know; nothing where one of the two is not there."""
    if old is None or new is None or old.digest == new.digest:
        return []
    catalog, language = guide.resolver.catalog, _language(old)
    names = fact_names(project, old.procedure, catalog)
    return [
        blocks.ToldChange(
            headline=words(headline(change, catalog)),
            old=_quoted(guide.frame("Before:"), change.old, language),
            new=_quoted(guide.frame("Now:"), change.new, language),
        )
        for change in changes(old.said, new.said, names)
    ]


def _quoted(label: Line, text: str, language: str) -> Line | None:
    """Words of a sheet, which are in its own language."""
    return followed(label, Span(text, language=language)) if text else None


def _changes(id: str, title: Line, changes: list[blocks.ToldChange], intro: Line | None = None) -> Section:
    return Section(id, title, (blocks.Changes(intro=intro, changes=tuple(changes), place=TOOL),), TOOL)


# --- helpers ---------------------------------------------------------------------------------------------------------


def _of(found: CodeState) -> Release | Current:
    of = found.entry or found.now
    assert of, "there is no page for a code that nobody knows"
    return of


def _sheet(project: Project, guide: Guide, of: Release | Current) -> Line:
    """Which sheet it is, in the words that stand on it."""
    return words(sheet(of, project, guide.resolver.catalog), language=_language(of))


def _language(of: Release | Current) -> str:
    return of.language.replace("_", "-")


def _link(code: str) -> Span:
    return Span(code, "link", f"c/{code}.html", ltr=True)
