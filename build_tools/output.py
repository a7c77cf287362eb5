"""What one build gives out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain, groupby

from build_tools.checks.gaps import gaps
from build_tools.content import picture
from build_tools.content.model import Project
from build_tools.guide.leaflet_file import LeafletFile
from build_tools.guide.ready import Readiness
from build_tools.guide.records import Guide
from build_tools.languages.catalog import Catalog
from build_tools.printing.jobs import PrintJob
from build_tools.problems import Problem
from build_tools.records import deadlines
from build_tools.records.deadlines import Due
from build_tools.records.ledger import Ledger
from build_tools.records.signed_state import SignedState
from build_tools.records.snapshot import Current
from build_tools.website import heads
from build_tools.website.heads import Head
from build_tools.website.site_page import SitePage


@dataclass(frozen=True)
class Output:
    """Everything that one build gives out."""

    project: Project
    ledger: Ledger
    jobs: tuple[PrintJob, ...]
    leaflets: tuple[LeafletFile, ...]
    """None where the pages are built alone."""
    packs: tuple[LeafletFile, ...]
    guides: tuple[Guide, ...]
    """What each procedure says, in the first language."""
    pages: tuple[SitePage, ...]
    """Every page of the site; the first one stands first."""
    today: date
    signed: tuple[SignedState, ...]
    """How the sign-off of each procedure stands, in each language."""
    translations: tuple[tuple[Readiness, ...], ...] = ()
    """How far the guides of each further language that is offered are finished."""
    waiting: tuple[Problem, ...] = ()
    """By language what is not ready, and what is missing first."""
    sheets: tuple[LeafletFile, ...] = ()
    """Those of the clinic, for who needs an interpreter."""

    @cached_property
    def others(self) -> tuple[tuple[Guide, ...], ...]:
        """The same as `guides`, in each further language: those for which it is offered."""
        return tuple(tuple(each.guide for each in same if each.is_offered) for same in self.translations)

    @property
    def catalog(self) -> Catalog:
        """The first language."""
        return self.guides[0].resolver.catalog

    @property
    def all_guides(self) -> tuple[Guide, ...]:
        """What each procedure says, in every language."""
        return (*self.guides, *(guide for each in self.others for guide in each))

    def guide(self, procedure: str, language: str) -> Guide:
        """What a procedure says in a language, by the language's code."""
        (found,) = (each for each in self.all_guides if (each.procedure, each.language) == (procedure, language))
        return found

    def folder(self, language: str) -> str:
        """Where the pages of a language lie, such as es/; nothing for the first."""
        return "" if language == self.guides[0].language else f"{language}/"

    def guides_in(self, language: str) -> tuple[Guide, ...]:
        """What each procedure says in a language."""
        return tuple(each for each in self.all_guides if each.language == language)

    @property
    def drafts(self) -> tuple[Problem, ...]:
        """Why something must not go out as approved."""
        return (*(problem for state in self.signed for problem in state.problems), *gaps(self.project))

    @property
    def must_have(self) -> tuple[Problem, ...]:
        """Each leaflet that the clinic must have in a language and that does not go out in it."""
        return tuple(
            self._wanted(language, id, number, procedure.id)
            for language, leaflets in self.project.clinic.must_have.items()
            for number, id in enumerate(leaflets)
            for procedure in self.project.procedures
            if not self._goes_out(procedure.id, id, language)
        )

    def _goes_out(self, procedure: str, leaflet: str, language: str) -> bool:
        """In every size for which its words have room, and in one at least."""
        without = self.project.translation(language).not_printed.get(leaflet, ())
        sizes = {job.key.size for job in self.jobs if job.key[:3] == (procedure, leaflet, language)}
        return bool(sizes) and sizes >= self.project.sizes.keys() - set(without)

    def _wanted(self, language: str, leaflet: str, number: int, procedure: str) -> Problem:
        place = self.project.clinic.place("must_have", language, number)
        message = f"`{leaflet}` of `{procedure}` does not go out in the language {language}"
        hint = "leaflets status says what is missing: translate it and have it signed, or take it out of `must_have`"
        return Problem(place, "must-have", message, hint)

    @cached_property
    def dues(self) -> tuple[Due, ...]:
        """Every day by which somebody must look again."""
        by_language = groupby(self.signed, key=lambda state: state.language)
        approvals = ({state.procedure: state.approval for state in same} for _, same in by_language)
        found = (deadlines.all_dues(self.project, each) for each in approvals)
        return tuple(dict.fromkeys(chain.from_iterable(found)))

    @property
    def good_until(self) -> date:
        """The last day of a copy that leaves the house: then the first of its guides is to be read again."""
        return min(guide.review_by for guide in self.all_guides)

    @property
    def overdue(self) -> tuple[Problem, ...]:
        """What somebody was to look at by a day that is past."""
        return tuple(deadlines.problems(self.project.clinic, self.dues, self.today)[0])

    @property
    def soon(self) -> tuple[Problem, ...]:
        """What somebody is to look at within 60 days."""
        return tuple(deadlines.problems(self.project.clinic, self.dues, self.today)[1])

    @property
    def told(self) -> tuple[str, ...]:
        """What stops nobody here, and whoever gives it out must know."""
        found = {
            "draft": self.drafts, "overdue": self.overdue, "due soon": self.soon,
            "languages that are not ready": self.waiting,
        }  # fmt: skip
        return tuple("\n".join([f"{title}:", *map(str, each)]) for title, each in found.items() if each)

    @property
    def editions(self) -> tuple[Current, ...]:
        """What each leaflet says now, with its code."""
        return tuple(job.current for job in self.jobs)

    @property
    def is_printed(self) -> bool:
        """Whether nothing is still being printed."""
        return all(each.sides for each in (*self.leaflets, *self.packs, *self.sheets))

    @cached_property
    def heads(self) -> dict[str, Head]:
        """The heads of the pages for patients, by the page's path."""
        not_ready = {page.path for page in self.pages if page.missing is not None}
        return heads.of_pages(self.project, (self.guides, *self.others), not_ready)

    @property
    def pdfs(self) -> dict[str, bytes]:
        """All that is printed, and pictures of leaflets; what is being printed is as it was last time, or empty."""
        written = {f"leaflets/{each.file}": each.data for each in (*self.leaflets, *self.packs, *self.sheets)}
        return written | {f"leaflets/{leaflet.picture}": leaflet.first_page for leaflet in self.leaflets}

    @property
    def other_files(self) -> dict[str, bytes]:
        """Pictures, and what search engines ask for."""
        written = {f"clinic/{name}": picture.seen(logo) for name, logo in self.project.logos.items()}
        written |= {f"tiles/{name}": picture.seen(tile) for name, tile in self.project.tiles.items()}
        for procedure in self.project.procedures:
            for name, path in procedure.pictures.items():
                written[f"{procedure.id}/pictures/{name}"] = picture.seen(path)
        return {**written, **heads.files(self.project.clinic, self.heads.values())}
