"""Four languages: each is chosen, says its direction, and falls back where a text is missing."""

import shutil

import polib
import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, ngettext, trans_real

from accounts.roles import Role
from core.management.commands.build_texts import build_texts
from tests.factories import EnrolmentFactory, SessionFactory, staff

DIRECTIONS = {"ar": "rtl", "ckb": "rtl", "en": "ltr", "tr-iq": "ltr"}
OURS = "Mark the remaining %(present)s present"


@pytest.fixture
def own_texts(tmp_path, settings, read_anew):
    """Add a small catalogue of a language beside those that are there."""

    def add(locale, texts):
        folder = tmp_path / locale / "LC_MESSAGES"
        folder.mkdir(parents=True)
        catalogue = polib.POFile()
        catalogue.metadata = {"Content-Type": "text/plain; charset=utf-8"}
        catalogue.extend(polib.POEntry(msgid=text, msgstr=said) for text, said in texts.items())
        catalogue.save(str(folder / "django.po"))
        build_texts([tmp_path])
        settings.LOCALE_PATHS = [tmp_path, *settings.LOCALE_PATHS]

    return add


@pytest.fixture
def read_anew():
    """Read the catalogues anew, and leave those alone that other tests read."""
    before = trans_real._translations
    trans_real._translations = {}
    yield
    trans_real._translations = before


@pytest.fixture
def arabic_texts_alone(tmp_path, settings, read_anew):
    """Take every catalogue of ours away but the Arabic one."""
    shutil.copytree(settings.BASE_DIR / "locale" / "ar", tmp_path / "ar")
    settings.LOCALE_PATHS = [tmp_path]


def test_these_are_the_languages():
    assert list(dict(settings.LANGUAGES)) == list(DIRECTIONS)


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "direction"), DIRECTIONS.items())
def test_every_page_of_a_day_says_its_language_and_direction(client, language, direction):
    session = SessionFactory()
    place = EnrolmentFactory(cohort=session.cohort)
    client.force_login(staff(Role.COORDINATOR, session.project_site, language=language))
    pages = [
        reverse("trainings:today"),
        reverse("trainings:session_roster", args=[session.pk]),
        reverse("trainings:roster_row", args=[session.pk, place.pk]),
        reverse("trainings:session_print", args=[session.pk]),
        reverse("trainings:session_state", args=[session.pk]),
        reverse("trainings:cohort_list"),
        reverse("trainings:cohort_plan"),
        reverse("trainings:cohort_detail", args=[session.cohort_id]),
        reverse("accounts:staff_list"),
        reverse("help"),
        reverse("report_card"),
    ]

    for page in pages:
        answer = client.get(page)

        assert answer.status_code == 200, page
        assert f'<html lang="{language}" dir="{direction}"' in answer.content.decode(), page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "answered"),
    [("tr", "tr-iq"), ("tr-TR", "tr-iq"), ("ckb-IQ", "ckb"), ("ar-IQ", "ar"), ("de", "ar")],
)
def test_browser_that_asks_for_a_language_nearby_gets_ours(client, asked, answered):
    page = client.get("/sign-in/", headers={"accept-language": asked})

    assert page["Content-Language"] == answered


def test_turkmen_reads_turkish_where_it_has_no_text_of_its_own(own_texts):
    own_texts("tr_IQ", {"Today": "Bu gün"})

    with translation.override("tr-iq"):
        assert gettext("Today") == "Bu gün"
        assert gettext(OURS) == "Kalanları işaretle: %(present)s geldi"
        assert gettext("This field is required.") == "Bu alan zorunludur."


@pytest.mark.parametrize("language", ["ckb", "tr-iq"])
def test_text_that_is_missing_is_read_in_arabic_with_its_plural(language, arabic_texts_alone):
    with translation.override("ar"):
        arabic = [gettext(OURS), *(days_ago(n) for n in (1, 2, 3, 11, 100))]

    with translation.override(language):
        assert [gettext(OURS), *(days_ago(n) for n in (1, 2, 3, 11, 100))] == arabic

    assert len(set(arabic)) == 6


def test_text_that_turkish_lacks_is_read_in_arabic(own_texts):
    own_texts("ar", {"Written tomorrow": "يُكتب غداً"})

    with translation.override("tr-iq"):
        assert gettext("Written tomorrow") == "يُكتب غداً"


def test_turkmen_counts_with_a_singular_noun():
    with translation.override("tr-iq"):
        assert [days_ago(n) % {"days": n} for n in (0, 1, 2, 11)] == [
            "0 gün önce",
            "1 gün önce",
            "2 gün önce",
            "11 gün önce",
        ]


def test_kurdish_text_is_read_once_it_is_there(own_texts):
    own_texts("ckb", {OURS: "ئەوانی تر ئامادەن: %(present)s"})

    with translation.override("ckb"):
        assert gettext(OURS) == "ئەوانی تر ئامادەن: %(present)s"


def test_sorani_nouns_stay_singular_after_a_number():
    with translation.override("ckb"):
        said = [days_ago(days) % {"days": days} for days in (0, 1, 2, 11)]

    assert said == [f"{days} ڕۆژ لەمەوپێش" for days in (0, 1, 2, 11)]


def days_ago(days):
    return ngettext("%(days)d day ago", "%(days)d days ago", days)
