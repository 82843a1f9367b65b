import gettext
import os

from core.management.commands.build_texts import build_texts

SOURCE = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "present"
msgstr "حاضرة"
"""


def test_translations_are_compiled_once_and_again_when_they_change(tmp_path):
    source = tmp_path / "ar" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(SOURCE, encoding="utf-8")

    built = build_texts([tmp_path])

    assert built == [source.with_suffix(".mo")]
    assert build_texts([tmp_path]) == []
    with built[0].open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("present") == "حاضرة"

    later = built[0].stat().st_mtime + 5
    os.utime(source, (later, later))
    assert build_texts([tmp_path]) == built
