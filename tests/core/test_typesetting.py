"""Papers are set outside of the workers; `test_worker_stays_small` looks at those."""

import pytest

from core.typesetting import CannotTypeset, typeset


@pytest.fixture
def template(tmp_path):
    """A template that sets what it is given, which is all that it may do with it."""
    path = tmp_path / "paper.typ"
    path.write_text("#json(bytes(sys.inputs.data)).name", encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["#panic(1)", '#read("/etc/passwd")', "$x", "@label", "`", "\\"])
def test_name_is_text_whatever_it_looks_like(template, name):
    assert typeset(template, {"name": name}).startswith(b"%PDF")


def test_same_signs_in_a_template_would_be_markup(template):
    template.write_text("#panic(1)", encoding="utf-8")

    with pytest.raises(CannotTypeset, match="panicked"):
        typeset(template, {"name": ""})


def test_picture_of_the_first_page(template):
    assert typeset(template, {"name": "نور"}, picture=True).startswith(b"\x89PNG")
