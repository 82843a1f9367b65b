"""HXL tags come from one table."""

from __future__ import annotations

import re

import pytest

from core.exports.hxl import hxl, tags

TAG = re.compile(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*")


def test_every_tag_is_one():
    assert len(tags()) > 20
    assert [tag for many in tags().values() for tag in many if not TAG.fullmatch(tag)] == []


def test_a_column_may_have_several():
    assert hxl("governorate p-code") == "#adm1+code"
    assert hxl("indicator name/code/value", 2) == "#indicator+value"
    with pytest.raises(KeyError):
        hxl("never heard of")
