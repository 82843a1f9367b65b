"""What a copy of the database tells to whoever has no key: no number, no address, no identity."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.urls import reverse
from psycopg import sql

from accounts.models import Change
from accounts.roles import Role
from participants.models import CommunityIdentity, Consent, Participant
from tests.factories import IdentityValueFactory, ProjectSiteFactory, staff
from tests.participants.pages import ADD, whole

pytestmark = pytest.mark.django_db

PLAIN = {
    "phone": "7709876543",
    "phone as it is shown": "0770 987 6543",
    "last digits": "6543",
    "address": "خلف جامع النور",
    "ethnicity": "her-own-word",
    "belief": "her-own-belief",
    "guardian": "عبد الواحد الجبوري",
    "address before": "شارع الأطلس",
}
# Words of the lists that are offered to everybody stand there in plain.
LISTS = {"participants_identityvalue"}


def tells(text, plain):
    """Whether it stands there; four digits by themselves, as chance puts any four into a key."""
    return bool(re.search(rf"\b{plain}\b", text)) if len(plain) == 4 else plain in text


def dump():
    """Every row of every table as text, with the bytes of its columns beside it, by table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables "
            "WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        names = [name for (name,) in cursor.fetchall()]
        found = {}
        for name in sorted(set(names) - LISTS):
            cursor.execute(
                sql.SQL("SELECT row_to_json(t)::text FROM {} t").format(sql.Identifier(name))
            )
            found[name] = "\n".join(text for (text,) in cursor.fetchall())
            cursor.execute(
                "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' "
                "AND table_name = %s AND data_type = 'bytea'",
                [name],
            )
            for (column,) in cursor.fetchall():
                cursor.execute(
                    sql.SQL("SELECT {} FROM {} WHERE {} IS NOT NULL").format(
                        *map(sql.Identifier, (column, name, column))
                    )
                )
                found[name] += "".join(
                    bytes(value).decode("utf-8", "replace") for (value,) in cursor.fetchall()
                )
    return found


def test_dump_tells_nothing_of_what_is_encrypted(client):
    place = ProjectSiteFactory()
    for kind, code in (("ethnicity", PLAIN["ethnicity"]), ("belief", PLAIN["belief"])):
        IdentityValueFactory(kind=kind, code=code)
    client.force_login(staff(Role.FIELD, place))
    client.post(
        ADD,
        whole(
            place,
            phone="0770 987 6543",
            address=PLAIN["address before"],
            ethnicity=PLAIN["ethnicity"],
            belief="refused",
            birth_day="",
            birth_month="",
            birth_year="2012",
            guardian=PLAIN["guardian"],
            assent="yes",
        ),
    )
    person = Participant.objects.get()
    # Changed as well, so that the record of changes could tell.
    address = reverse("participants:person_reach", args=[person.pk])
    client.post(address, {"address": PLAIN["address"], "phone_owner": "own"})
    identity = reverse("participants:person_identity", args=[person.pk])
    client.post(identity, {"ethnicity": PLAIN["ethnicity"], "belief": PLAIN["belief"]})
    client.post("/people/", {"words": "6543"})

    told = [
        (table, what)
        for table, text in dump().items()
        for what, plain in PLAIN.items()
        if tells(text, plain)
    ]

    kept, said = Participant.objects.get(), CommunityIdentity.objects.get()
    assert (kept.phone, kept.address) == ("+9647709876543", PLAIN["address"])
    assert (said.ethnicity, said.belief) == (PLAIN["ethnicity"], PLAIN["belief"])
    assert PLAIN["guardian"] in {one.guardian for one in Consent.objects.all()}
    assert Change.objects.filter(participant_id=person.pk).exists()
    assert told == []


def test_dump_would_tell_what_is_not_encrypted():
    Participant.objects.create(given="شيماء", project_sites=[ProjectSiteFactory().pk])

    assert "شيماء" in dump()["participants_participant"]
