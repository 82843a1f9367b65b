import gzip
import hashlib
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

ROOT = settings.BASE_DIR
CSS = ROOT / "static" / "css"
VENDOR = ROOT / "static" / "vendor"
ERROR_PAGES = ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"]
LANGUAGES = [("ar", "rtl"), ("ckb", "rtl"), ("en", "ltr"), ("tr-iq", "ltr")]
MARKS = ["present", "late", "excused", "absent"]


def page(content: str = "", **context) -> str:
    template = engines["django"].from_string(f'{{% extends "base.html" %}}{content}')
    return template.render(context, RequestFactory().get("/today/?a=1"))


def tokens(opening: str) -> dict[str, str]:
    css = (CSS / "cohesion.css").read_text()
    block = css[css.index(opening) :]
    return dict(re.findall(r"--([\w-]+): (#\w{6});", block[: block.index("}")]))


def contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, bright = sorted([light(one), light(other)])
    return (bright + 0.05) / (dark + 0.05)


INDOORS = tokens(":root {")
OUTDOORS = INDOORS | tokens('[data-theme="outdoor"] {')


@pytest.mark.parametrize(
    ("theme", "least"), [(INDOORS, 4.5), (OUTDOORS, 7.0)], ids=["indoors", "outdoors"]
)
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("ink", "paper"),
        ("ink-soft", "paper"),
        ("ink-soft", "card"),
        ("teal", "card"),
        ("teal", "paper"),
        ("on-teal", "teal"),
        ("on-teal-soft", "teal"),
        *[(mark, "card") for mark in MARKS],
        *[("ink", f"{mark}-tint") for mark in MARKS],
    ],
)
def test_text_stands_out_from_its_ground(theme, least, text, ground):
    assert contrast(theme[text], theme[ground]) >= least


def test_asking_for_more_contrast_gives_the_outdoor_theme():
    more = tokens("@media (prefers-contrast: more)")

    assert more == tokens('[data-theme="outdoor"] {')


def test_every_mark_has_a_shape_of_its_own():
    css = (CSS / "pieces.css").read_text()

    shapes = re.findall(r"\.mark-(\w+) \{[^}]*--icon: (var\([\w-]+\))", css)

    assert [mark for mark, _ in shapes] == MARKS
    assert len({shape for _, shape in shapes}) == 4


def test_every_icon_that_a_template_names_is_drawn():
    drawn = set(re.findall(r"^\.icon-(\w+) ", (CSS / "pieces.css").read_text(), re.M))
    named = {
        name
        for path in (ROOT / "templates").rglob("*.html")
        for name in re.findall(r"""(?:\{% icon |icon=)["'](\w+)["']""", path.read_text())
    }

    assert named - drawn == set()


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "direction"), LANGUAGES)
def test_a_page_says_its_language_and_direction(language, direction):
    with translation.override(language):
        html = page()

    assert f'<html lang="{language}" dir="{direction}">' in html
    assert ("bootstrap.rtl.min" in html) == (direction == "rtl")


@pytest.mark.django_db
def test_a_page_has_its_parts():
    html = page(
        "{% block title %}Roster{% endblock %}{% block heading %}Sewing{% endblock %}"
        "{% block subheading %}Today{% endblock %}{% block status %}Online{% endblock %}"
        "{% block content %}25 women{% endblock %}{% block thumb_bar %}Record{% endblock %}"
    )

    assert "<title>Roster · " in html
    assert "<h1>Sewing</h1>" in html
    assert html.index('href="#content"') < html.index("<h1>") < html.index('id="content"')
    assert html.index("25 women") < html.index("Record") < html.index("</main>")


@pytest.mark.django_db
def test_a_signed_in_person_has_a_menu_that_opens_without_script():
    entries = [
        {"label": "Today", "url": "/today/", "current": True},
        {"label": "Cohorts <3", "url": "/cohorts/", "current": False},
    ]

    with translation.override("en"):
        html = page(navigation=entries, user="field")

    assert '<a href="/today/" aria-current="page">Today</a>' in html
    assert "Cohorts &lt;3" in html
    assert 'popovertarget="menu"' in html
    assert "Sign out" in html
    assert html.count('name="language"') == 4


@pytest.mark.django_db
def test_languages_go_by_their_own_names_and_bring_her_back():
    with translation.override("ar"):
        html = page()

    for _, name in settings.LANGUAGES:
        assert f">{name}</button>" in html
    assert 'name="next" value="/today/?a=1"' in html


@pytest.mark.django_db
def test_a_demo_says_so():
    assert "demo-banner" in page(is_demo=True)
    assert "demo-banner" not in page(is_demo=False)


@pytest.mark.django_db
@pytest.mark.parametrize("template", ERROR_PAGES)
@pytest.mark.parametrize(("language", "direction"), LANGUAGES)
def test_an_error_page_says_what_to_do(template, language, direction):
    request = None if template == "500.html" else RequestFactory().get("/x/")

    with translation.override(language):
        html = render_to_string(template, request=request)

    assert f'dir="{direction}"' in html
    assert html.count('<a class="btn btn-primary" href="/">') == 1


def test_the_page_for_our_own_faults_asks_nothing_of_the_database():
    render_to_string("500.html")


def test_vendored_files_are_those_that_the_list_names():
    listed = dict(
        re.findall(
            r"^\| `([\w./-]+)` \|.*\| `([0-9a-f]{64})` \|$",
            (VENDOR / "README.md").read_text(),
            re.M,
        )
    )
    there = {
        path.relative_to(VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name != "README.md"
    }

    assert there == listed


def test_style_sheets_leave_room_in_the_first_visit():
    files = [
        VENDOR / "bootstrap" / "bootstrap.rtl.min.css",
        CSS / "cohesion.css",
        CSS / "pieces.css",
    ]

    weight = sum(len(gzip.compress(path.read_bytes())) for path in files)

    assert weight <= 40_000


@pytest.mark.django_db
def test_the_frame_of_a_page_is_light():
    entries = [{"label": f"Entry {n}", "url": f"/entry-{n}/", "current": n == 1} for n in range(7)]

    with translation.override("ar"):
        html = page(navigation=entries, user="field")

    assert len(gzip.compress(html.encode())) <= 1_600


def test_style_sheets_know_no_left_and_right():
    physical = re.compile(
        r"(?<![\w-])(?:left|right|top|bottom|width|height|min-width|max-width|min-height|max-height"
        r"|(?:margin|padding|border)-(?:left|right|top|bottom))\s*:"
    )

    found = [
        f"{path.name}: {line.strip()}"
        for path in CSS.glob("*.css")
        for line in Path(path).read_text().splitlines()
        if not line.startswith("@media") and physical.search(line)
    ]

    assert found == []
