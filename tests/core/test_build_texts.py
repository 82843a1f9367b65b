import gettext
import os

import pytest
from django.core.management import call_command
from django.utils import translation
from django.utils.translation.reloader import translation_file_changed

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


@pytest.fixture
def language_of_its_own(settings, tmp_path):
    """Texts in a folder of their own; all languages are read again afterwards."""
    language, folders = translation.get_language(), settings.LOCALE_PATHS
    settings.LOCALE_PATHS = [tmp_path]
    translation_file_changed(None, tmp_path / "django.mo")
    yield tmp_path / "ar" / "LC_MESSAGES" / "django.po"
    settings.LOCALE_PATHS = folders
    translation_file_changed(None, tmp_path / "django.mo")
    translation.activate(language)


def test_a_language_that_was_turned_to_before_its_texts_were_compiled_has_them(language_of_its_own):
    source = language_of_its_own
    source.parent.mkdir(parents=True)
    source.write_text(SOURCE.replace("present", "a text of this test"), encoding="utf-8")
    with translation.override("ar"):
        assert translation.gettext("a text of this test") == "a text of this test"

    call_command("build_texts")

    with translation.override("ar"):
        assert translation.gettext("a text of this test") == "حاضرة"
