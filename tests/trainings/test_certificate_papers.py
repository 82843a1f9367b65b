"""What a certificate says on paper, in four languages, whatever her name looks like."""

import pytest

from core.typesetting import typeset
from tests.factories import CertificateFactory, EnrolmentFactory
from trainings.completion import Record
from trainings.papers import CERTIFICATE, certificate_page, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

SIGNS = '#panic(1) #read("/etc/passwd") *x* $y `z @label \\ // <a> \u202e'


@pytest.mark.parametrize("language", ["ar", "ckb", "en", "tr-iq", ""])
def test_paper_speaks_her_language_and_english(language):
    place = EnrolmentFactory(participant__language=language)
    page = certificate_page(
        CertificateFactory(enrolment=place), Record(hers=36, there=31), "https://x.example/c/1/"
    )

    languages = [part["lang"] for part in page["parts"]]
    hers = language.split("-")[0] or "ar"
    assert languages == ([hers] if hers == "en" else [hers, "en"])
    assert "31" in page["parts"][0]["sessions"]
    assert "36" in page["parts"][0]["sessions"]


def test_paper_says_where_its_code_is_asked_for():
    certificate = CertificateFactory()
    address = f"https://cohesion.example/certificate/{certificate.code}/"

    page = certificate_page(certificate, Record(1, 1), address)

    assert page["where"] == "cohesion.example/certificate"


def test_english_part_writes_her_name_in_latin_letters_where_they_are_known():
    place = EnrolmentFactory(participant__given="زينب", participant__latin_name="Zainab Kadhim")
    page = certificate_page(CertificateFactory(enrolment=place), Record(1, 1), "https://x/1/")

    assert [part["name"] for part in page["parts"]] == [
        place.participant.full_name,
        "Zainab Kadhim",
    ]


def test_every_language_has_every_word():
    keys = {language: set(said) for language, said in words().items()}

    assert set(keys) == {"ar", "ckb", "en", "tr"}
    assert len({frozenset(said) for said in keys.values()}) == 1
    assert all(
        value or name.startswith("after_course")
        for said in words().values()
        for name, value in said.items()
    )


def test_name_full_of_signs_is_set_as_it_is_written():
    place = EnrolmentFactory(participant__given=SIGNS)
    page = certificate_page(CertificateFactory(enrolment=place), Record(1, 1), "https://x/1/")

    made = typeset(CERTIFICATE, {"title": SIGNS, "certificates": [page]})
    assert made.startswith(b"%PDF")
    assert {part["name"] for part in page["parts"]} == {place.participant.full_name}
