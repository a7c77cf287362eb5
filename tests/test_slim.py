"""Style sheets without what no page needs."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.website.slim import slim_folder, slimmed


@pytest.mark.parametrize(
    ("sheet", "left"),
    [
        (".a{color:red}.b{color:blue}", ".a{color:red}"),
        (".a .b,.a>p,.b:hover{x:y}", ".a>p{x:y}"),
        ("p,[hidden],#b,:not(.b){x:y}", "p,[hidden],#b,:not(.b){x:y}"),
        (".a:is(.b,.c){x:y}", ".a:is(.b,.c){x:y}"),
        ("@media print{.b{x:y}}@media screen{.a{x:y}.b{x:y}}", "@media screen{.a{x:y}}"),
        ("@supports (x:y){@media print{.a{x:y}}}", "@supports (x:y){@media print{.a{x:y}}}"),
        ("@font-face{font-family:x}@keyframes b{0%{x:y}}", "@font-face{font-family:x}@keyframes b{0%{x:y}}"),
        (":root{--used:1;--lost:2;--theirs:3}.a{x:var(--used)}", ":root{--used:1;--theirs:3}.a{x:var(--used)}"),
        (":root{--lost:url(a;b)}.b{x:var(--lost)}", ":root{}"),
        ('.a::after{content:";}.b{"}', '.a::after{content:";}.b{"}'),
        (r".a\:b{x:y}.a{x:y!important}", ".a{x:y!important}"),
    ],
)
def test_rules(sheet: str, left: str) -> None:
    assert slimmed(sheet, {"a"}, {"--theirs"}) == left


def test_a_folder(tmp_path: Path) -> None:
    """A class may stand in a page or in a script, and a name in a sheet of ours."""
    files = {
        "index.html": '<p class="page">',
        "assets/javascripts/one.js": 'x.classList.add("script")',
        "assets/style.css": ".x{y:var(--ours)}.gone{x:y}",
        "assets/stylesheets/theme.css": ":root{--ours:1;--gone:2}.page,.script{x:y}.gone{x:y}/*# sourceMappingURL=a*/",
        "assets/stylesheets/theme.css.map": "{}",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    slim_folder(tmp_path)

    assert (tmp_path / "assets/stylesheets/theme.css").read_text() == ":root{--ours:1}.page,.script{x:y}"
    assert (tmp_path / "assets/style.css").read_text() == files["assets/style.css"]
    assert not list(tmp_path.rglob("*.map"))
