"""Places, staff and people for tests: the smallest valid row of each kind."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import factory
from django.conf import settings
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts.models import Export, Grant, User
from accounts.roles import Role
from participants.models import (
    CommunityIdentity,
    Consent,
    ConsentText,
    DisplacementEpisode,
    DuplicateCandidate,
    Functioning,
    Household,
    HouseholdMember,
    IdentityValue,
    ImportedPerson,
    ImportRow,
    KnownColumn,
    Merge,
    Participant,
    PeopleImport,
    Purpose,
)
from programmes.models import AdminArea, Holiday, Project, ProjectSite, Room, Site

PASSWORD = "correct horse battery"


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment at the site."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(settings.TIME_ZONE))


class ProjectFactory(DjangoModelFactory):
    class Meta:
        model = Project

    code = factory.Sequence(lambda n: f"project-{n}")
    name = factory.Sequence(lambda n: f"Project {n}")
    starts_on = date(2026, 1, 1)
    ends_on = date(2027, 12, 31)


class SiteFactory(DjangoModelFactory):
    class Meta:
        model = Site

    code = factory.Sequence(lambda n: f"site-{n}")
    name_ar = factory.Sequence(lambda n: f"مركز {n}")
    name_en = factory.Sequence(lambda n: f"Centre {n}")
    area = factory.LazyFunction(lambda: AdminArea.objects.get(pcode="IQG13"))
    time_zone = factory.LazyFunction(lambda: settings.TIME_ZONE)


class ProjectSiteFactory(DjangoModelFactory):
    class Meta:
        model = ProjectSite

    project = factory.SubFactory(ProjectFactory)
    site = factory.SubFactory(SiteFactory)


class RoomFactory(DjangoModelFactory):
    class Meta:
        model = Room

    site = factory.SubFactory(SiteFactory)
    name_ar = factory.Sequence(lambda n: f"قاعة {n}")
    name_en = factory.Sequence(lambda n: f"Room {n}")


class HolidayFactory(DjangoModelFactory):
    class Meta:
        model = Holiday

    on_day = date(2026, 12, 10)
    name_ar = "عيد"


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"user{n}")
    full_name = factory.Sequence(lambda n: f"موظفة {n}")
    language = "en"
    password = factory.django.Password(PASSWORD)


class GrantFactory(DjangoModelFactory):
    class Meta:
        model = Grant

    user = factory.SubFactory(UserFactory)
    role = Role.FIELD
    from_on = date(2026, 1, 1)


class ExportFactory(DjangoModelFactory):
    class Meta:
        model = Export

    kind = "class-list"
    sensitivity = "identifiable"
    format = "xlsx"
    about = "المجموعة 3"
    purpose = "A list for the exam"
    language = "en"
    rows = 25
    created_by = factory.SubFactory(UserFactory)
    created_at = factory.LazyFunction(timezone.now)
    made_at = factory.SelfAttribute("created_at")
    expires_at = factory.LazyAttribute(lambda export: export.created_at + timedelta(hours=24))


def staff(role: Role, place: ProjectSite | None = None, **fields: object) -> User:
    """Somebody with one role at one place, or everywhere."""
    user = UserFactory(**fields)
    GrantFactory(
        user=user,
        role=role,
        project=place.project if place else None,
        site=place.site if place else None,
    )
    return user


class ParticipantFactory(DjangoModelFactory):
    class Meta:
        model = Participant

    given = factory.Sequence(lambda n: f"زينب{'ابتثجحخدذر'[n % 10]}")
    father = "كاظم"
    sex = "f"
    project_sites = factory.LazyFunction(lambda: [ProjectSiteFactory().pk])


class DisplacementEpisodeFactory(DjangoModelFactory):
    class Meta:
        model = DisplacementEpisode

    participant = factory.SubFactory(ParticipantFactory)
    status = DisplacementEpisode.Status.IDP
    from_on = date(2026, 1, 1)


class ConsentTextFactory(DjangoModelFactory):
    class Meta:
        model = ConsentText

    purpose = Purpose.PARTICIPATION
    version = factory.Sequence(lambda n: n + 100)
    text_ar = "أوافق"


class ConsentFactory(DjangoModelFactory):
    class Meta:
        model = Consent

    participant = factory.SubFactory(ParticipantFactory)
    text = factory.SubFactory(ConsentTextFactory)
    decision = Consent.Decision.AGREED
    how = Consent.How.VERBAL
    witnessed_by = factory.SubFactory(UserFactory)


class FunctioningFactory(DjangoModelFactory):
    class Meta:
        model = Functioning

    participant = factory.SubFactory(ParticipantFactory)
    said_on = date(2026, 1, 1)


class IdentityValueFactory(DjangoModelFactory):
    class Meta:
        model = IdentityValue

    kind = IdentityValue.Kind.ETHNICITY
    code = factory.Sequence(lambda n: f"answer-{n}")
    name_ar = "أخرى"


class CommunityIdentityFactory(DjangoModelFactory):
    class Meta:
        model = CommunityIdentity

    participant = factory.SubFactory(ParticipantFactory)
    ethnicity = "turkmen"
    said_on = date(2026, 1, 1)


class HouseholdFactory(DjangoModelFactory):
    class Meta:
        model = Household

    project_site = factory.SubFactory(ProjectSiteFactory)


class HouseholdMemberFactory(DjangoModelFactory):
    class Meta:
        model = HouseholdMember

    household = factory.SubFactory(HouseholdFactory)
    participant = factory.SubFactory(
        ParticipantFactory,
        project_sites=factory.LazyAttribute(
            lambda person: [person.factory_parent.household.project_site_id]
        ),
    )
    from_on = date(2026, 1, 1)


class DuplicateCandidateFactory(DjangoModelFactory):
    """Two records that look alike; their order is put right."""

    class Meta:
        model = DuplicateCandidate

    one = factory.SubFactory(ParticipantFactory)
    other = factory.SubFactory(ParticipantFactory)
    reasons = factory.LazyFunction(lambda: ["phone", "name"])

    @classmethod
    def _create(cls, model_class, *args, one, other, **kwargs):
        first, second = sorted((one, other), key=lambda person: person.pk)
        return super()._create(model_class, *args, one=first, other=second, **kwargs)


class MergeFactory(DjangoModelFactory):
    class Meta:
        model = Merge

    survivor = factory.SubFactory(ParticipantFactory)
    other = factory.SubFactory(ParticipantFactory)
    merged_at = factory.LazyFunction(timezone.now)
    merged_by = factory.SubFactory(UserFactory)


class PeopleImportFactory(DjangoModelFactory):
    class Meta:
        model = PeopleImport

    project_site = factory.SubFactory(ProjectSiteFactory)
    file_name = "list.xlsx"
    matching = factory.LazyFunction(
        lambda: {"first": 2, "heading_rows": [1], "columns": {"0": "given", "1": "consent"}}
    )
    digest = factory.Sequence(lambda n: f"{n:064x}")
    created_by = factory.SubFactory(UserFactory)


class ImportRowFactory(DjangoModelFactory):
    class Meta:
        model = ImportRow

    imported = factory.SubFactory(PeopleImportFactory)
    number = factory.Sequence(lambda n: n + 2)
    cells = "[]"


class ImportedPersonFactory(DjangoModelFactory):
    class Meta:
        model = ImportedPerson

    imported = factory.SubFactory(PeopleImportFactory)
    participant = factory.SubFactory(ParticipantFactory)
    row = factory.Sequence(lambda n: n + 2)
    kind = ImportedPerson.Kind.NEW


class KnownColumnFactory(DjangoModelFactory):
    class Meta:
        model = KnownColumn

    site = factory.SubFactory(SiteFactory)
    heading = factory.Sequence(lambda n: f"heading {n}")
    code = "given"
