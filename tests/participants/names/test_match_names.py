"""manage.py match_names: pairs in, JSON out, and a sentence for a file that it cannot read."""

from __future__ import annotations

import json

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation


@pytest.fixture
def match(tmp_path, capsys):
    def run(content: bytes):
        file = tmp_path / "pairs.csv"
        file.write_bytes(content)
        with translation.override("en"):
            call_command("match_names", file)
        return json.loads(capsys.readouterr().out)

    return run


def test_pair_is_told_with_keys_score_and_verdict(match):
    assert match("a,b\nأمينة,Amina\n".encode()) == [
        {
            "a": "أمينة",
            "b": "Amina",
            "folded_a": "امینه",
            "folded_b": "amina",
            "skeleton_a": "amn",
            "skeleton_b": "amn",
            "score": 1.0,
            "candidate": True,
        }
    ]


def test_file_of_a_spreadsheet_program_is_read_too(match):
    rows = match('\ufeffB;x,A ,"a",b\r\n"","",زينب حسين,زينب حسن\r\n'.encode())

    assert [(row["a"], row["b"], row["candidate"]) for row in rows] == [
        ("زينب حسين", "زينب حسن", False)
    ]


def test_file_without_pairs_gives_an_empty_list(match):
    assert match(b"a,b\n") == []


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "first line"),
        (b"one,two\nx,y\n", "first line"),
        (b"a,b\nZainab\n", "Line 2"),
        ("a,b\nزينب,x\n".encode("utf-16"), "UTF-8"),
        ("a,b\nزينب,x\n".encode("cp1256"), "UTF-8"),
        (b'a,b\n"' + b"x" * 200_000 + b'",y\n', "CSV"),
    ],
)
def test_file_that_has_no_pairs_is_refused_in_a_sentence(match, content, sentence):
    with pytest.raises(CommandError, match=sentence) as refused:
        match(content)

    assert refused.value.returncode == 1


def test_missing_file_is_refused_in_a_sentence(tmp_path):
    with translation.override("en"), pytest.raises(CommandError, match="cannot be read"):
        call_command("match_names", tmp_path / "none.csv")


def test_hostile_names_are_compared_like_any_other(match):
    rows = match("a,b\n\u202eزينب,<b>زينب</b>\n\u200b,\n=1+1,'\n".encode())

    assert [row["candidate"] for row in rows] == [False, False, False]
