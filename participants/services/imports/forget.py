"""What a list said is gone after a day, whatever became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from participants.models import ImportRow, PeopleImport

if TYPE_CHECKING:
    from participants.models import Participant
    from participants.models.people_import import PeopleImportQuerySet


@transaction.atomic
def forget_over(place: int | None = None) -> int:
    """Take away the rows of lists that are a day old, and lists that were never applied.

    Answers how many lists there were; `place` keeps to one project at a site.
    """
    over = PeopleImport.objects.over()
    if place is not None:
        over = over.filter(project_site=place)
    ImportRow.objects.filter(imported__in=over).delete()
    return forget(over.filter(state__in=PeopleImport.STAGED))


def forget_person(person: Participant) -> None:
    """Take away what lists keep of how somebody was before them."""
    person.imported.exclude(before__isnull=True).update(before="")


def forget(imports: PeopleImportQuerySet) -> int:
    """Take away lists that were not applied, with their rows; answers how many."""
    ids = list(imports.values_list("pk", flat=True))
    ImportRow.objects.filter(imported__in=ids).delete()
    PeopleImport.objects.filter(pk__in=ids).delete()
    return len(ids)
