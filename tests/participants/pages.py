"""What tests of the pages about people share."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlencode

from django.urls import reverse

from core.ids import uuid7

PURPOSES = (
    "participation",
    "data_processing",
    "community_identity",
    "contact_by_phone",
    "contact_by_peer",
    "home_visit",
    "photo",
    "share_with_donor",
    "research",
)
ADD = "/people/add/"


def answers(word="agreed", **others):
    """An answer on every purpose."""
    return {f"consent_{purpose}": others.get(purpose, word) for purpose in PURPOSES}


def whole(place, **said):
    """Everything that the page asks, as a browser sends it."""
    return (
        {
            "person_id": uuid7(),
            "place": place.pk,
            "given": "گوڵاڵە",
            "father": "کەریم",
            "grandfather": "ئازاد",
            "family": "زنگنە",
            "latin_name": "",
            "sex": "f",
            "birth_day": "٥",
            "birth_month": "۳",
            "birth_year": "1991",
            "languages": ["ckb", "ar"],
            "language": "ckb",
            "literacy": "little",
            "phone": "٠٧٧٠ ١٢٣ ٤٥٦٧",
            "phone_owner": "husband",
            "safe_to_call": "yes",
            "best_time": "morning",
            "area": "IQG13Q04",
            "address": "حي القادسية، خلف المدرسة",
            "wg_seeing": "2",
            "wg_hearing": "1",
            "status": "idp",
            "since": "01/06/2024",
            "origin": "IQG16Q01",
            "shelter": "rented",
            "source": "herself",
            "ethnicity": "kurd",
            "belief": "refused",
            "how": "signed",
        }
        | answers()
        | said
    )


def post_raw(client, url, form):
    """Post a form whose texts may hold anything, lone surrogates too."""
    pairs = [
        (name, one.encode("utf-8", "surrogatepass") if isinstance(one, str) else str(one))
        for name, said in form.items()
        for one in (said if isinstance(said, list) else [said])
    ]
    return client.post(url, urlencode(pairs), content_type="application/x-www-form-urlencoded")


def url_of(name, person):
    """The address of a page about somebody."""
    return reverse(f"participants:{name}", args=[person.pk])


def text_of(response):
    """The words of a page, without its markup."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


def summary_of(response):
    """The lines of the error summary: where each leads, and what it says."""
    found = re.search(r'id="error-summary".*?</div>', response.content.decode(), re.S)
    return re.findall(r'<li>(?:<a href="#([^"]+)">)?([^<]+)', found[0]) if found else []
