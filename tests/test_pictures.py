"""Pictures as they go out: whole to the last point, and without a word of what cameras and programs write beside it."""

from __future__ import annotations

import shutil
from datetime import date
from io import BytesIO
from pathlib import Path

import bless
import pytest
from commands import ROOT, mkdocs_build
from editing import apply, own
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from build_tools import pipeline
from build_tools.checks import pictures
from build_tools.content import picture
from build_tools.printing.pdf import Printer

SECRET = "Jane Doe of Long Street"
PAGE = '<html lang="en"><title>x</title><body><h1>Title</h1><img src="pictures/{}" alt="x"></body></html>'
NOTES = PngInfo()
NOTES.add_text("Author", SECRET)
NOTES.add_text("Comment", SECRET, zip=False)
NOTES.add_itxt("XML:com.adobe.xmp", SECRET)
EXIF = Image.Exif()
EXIF[0x010E] = SECRET
ROUND, LINEAR = (make("L").resize((90, 60)) for make in (Image.radial_gradient, Image.linear_gradient))
POINTS = Image.merge("RGB", [ROUND, LINEAR, LINEAR])
TODAY = date(2026, 11, 21)
SVG = f"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="urn:x" viewBox="0 0 90 60" i:author="{SECRET}">
<title>{SECRET}</title>
<!-- {SECRET} --><desc>{SECRET}</desc><metadata><i:x>{SECRET}</i:x></metadata>{SECRET}
<g class="{SECRET}" data-x="{SECRET}" style="font-family:'{SECRET}'"><title>{SECRET}</title>
<path d="M5 5h80" stroke="#111"/></g></svg>"""


def photograph(name: str, mode: str = "RGB", image: Image.Image = POINTS, **how: object) -> tuple[str, bytes]:
    data = BytesIO()
    image.convert(mode).save(data, "PNG" if name.endswith(".png") else "JPEG", **how)
    return name, data.getvalue()


PICTURES = dict(
    [
        ("drawing.svg", SVG.encode()),
        photograph("notes.png", pnginfo=NOTES, exif=EXIF, dpi=(300, 300)),
        photograph("bits.png", "1", pnginfo=NOTES),
        photograph("grey.png", "LA", pnginfo=NOTES),
        photograph("few-colors.png", "P", pnginfo=NOTES, transparency=3),
        photograph("profile.png", icc_profile=SECRET.encode() * 9),
        photograph("comment.jpg", comment=SECRET, exif=EXIF, quality=95),
        photograph("progressive.jpg", comment=SECRET, progressive=True),
        photograph("profile.jpg", icc_profile=SECRET.encode() * 9, xmp=SECRET.encode()),
        photograph("restarts.jpg", "L", comment=SECRET, restart_marker_blocks=2),
        ("tail.png", photograph("x.png")[1] + SECRET.encode()),
        ("tail.jpg", photograph("x.jpg")[1] + SECRET.encode()),
    ]
)  # fmt: skip


@pytest.fixture(scope="module")
def printer(tmp_path_factory: pytest.TempPathFactory) -> Printer:
    return Printer(bless.miniature(tmp_path_factory.mktemp("pictures")))


@pytest.mark.parametrize("name", PICTURES)
def test_what_nobody_sees_stays_behind(printer: Printer, name: str) -> None:
    folder = printer.root / "docs/content/sample-scan"
    path = folder / "pictures" / name
    path.write_bytes(PICTURES[name])
    assert [*pictures._mistakes(path)] == []
    assert SECRET.encode() not in picture.seen(path) != PICTURES[name]
    printed = printer.print(PAGE.format(name), folder).data
    assert SECRET.encode() not in printed


@pytest.mark.parametrize("name", [name for name in PICTURES if not name.endswith(".svg")])
def test_no_point_changes(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(PICTURES[name])
    with Image.open(path) as before, Image.open(BytesIO(picture.seen(path))) as after:
        assert after.convert("RGBA").tobytes() == before.convert("RGBA").tobytes()
        assert not {"exif", "comment", "icc_profile", "xmp", "Author", "Comment"} & set(after.info)


def turned() -> Image.Exif:
    exif = Image.Exif()
    exif[pictures.TURN] = 6
    return exif


STRANGE = [
    (*photograph("grey.png", "I;16", POINTS.convert("L")), "65,536 greys"),
    (*photograph("press.jpg", "CMYK"), "the four inks of a press"),
    (*photograph("turned.jpg", exif=turned()), "it lies on its side"),
    ("half.png", photograph("x.png")[1][:200], "broken"),
    ("half.jpg", photograph("x.jpg")[1][:300], "broken"),
    ("no-end.png", photograph("x.png")[1][:-12], "broken"),
    ("no-end.jpg", photograph("x.jpg")[1][:-2], "broken"),
]


@pytest.mark.parametrize(("name", "data", "says"), STRANGE, ids=[name for name, _, _ in STRANGE])
def test_what_paper_cannot_show_is_told_by_the_check(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    ((line, column, message),) = pictures._mistakes(path)
    assert (line, column) == (1, 1) and says in message


def test_a_built_site_holds_nothing_of_it(tmp_path: Path) -> None:
    """Figures, tiles and logos; every copy that leaves the house is made of these files."""
    project = bless.miniature(tmp_path)
    content, drawing = project / "docs/content", PICTURES["drawing.svg"]
    for path in ("clinic/logo.svg", "tiles/open.svg", "sample-scan/pictures/one.svg"):
        (content / path).parent.mkdir(exist_ok=True)
        (content / path).write_bytes(drawing)
    apply(project, {"file": "docs/content/clinic.yaml", "append": "logo: logo.svg\n"})
    tile = {"replace": "text: What people found.}", "with": "text: What people found., picture: open.svg}"}
    apply(project, {"file": "docs/site.yaml", **tile})
    output = pipeline.build(project, None, print, TODAY)
    files = pipeline.files(output)
    assert {"clinic/logo.svg", "tiles/open.svg", "sample-scan/pictures/one.svg"} <= set(files)
    assert [path for path, data in files.items() if SECRET.encode() in data] == []


def test_pictures_beside_styles_hold_nothing_of_it_either(tmp_path: Path) -> None:
    project, site = bless.miniature(tmp_path), tmp_path / "site"
    for name in ("comment.jpg", "notes.png", "drawing.svg"):
        for folder in ("docs/assets", "leaflets/styles"):
            (project / folder).mkdir(parents=True, exist_ok=True)
            (project / folder / name).write_bytes(PICTURES[name])
    sheet = "h1 { background: url(comment.jpg), url(notes.png), url(drawing.svg) }"
    own(project, "leaflets/styles/leaflet.css")
    apply(project, {"file": "leaflets/styles/leaflet.css", "append": sheet})
    shutil.copy(ROOT / "mkdocs.yml", project)
    built = mkdocs_build(project, site, PRINT_LEAFLETS="false")
    assert built.returncode == 0, built.stderr
    assert {path.name for path in (site / "assets").iterdir()} >= {"comment.jpg", "notes.png", "drawing.svg"}
    assert [path for path in site.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()] == []
    printed = Printer(project).print(PAGE.format("one.svg"), project / "docs/content/sample-scan").data
    assert SECRET.encode() not in printed
