"""A whole list is taken back, as long as nobody has worked with its people."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Change
from core.scoping import scope
from participants.models import (
    CommunityIdentity,
    Consent,
    DisplacementEpisode,
    DuplicateCandidate,
    ImportedPerson,
    Participant,
    PeopleImport,
)
from participants.services.imports.people import restore
from participants.services.reach import keep_places
from participants.services.refusals import CannotKeep

if TYPE_CHECKING:
    from accounts.models import User

Kind = ImportedPerson.Kind
EDITED = (Kind.NEW, Kind.CHANGED, Kind.REACHED)


@transaction.atomic
def undo(*, imported: PeopleImport, by: User) -> None:
    """Bring everything back to how it was before a list was applied.

    Raises CannotKeep once anybody has changed, enrolled or merged one of its people.
    """
    imported = PeopleImport.objects.select_for_update(of=("self",)).get(pk=imported.pk)
    if imported.state != PeopleImport.State.APPLIED:
        raise CannotKeep(_("Only a list that was applied can be taken back."))
    made = list(imported.people.select_related("participant"))
    people = [one.participant_id for one in made if one.kind in EDITED]
    list(Participant.objects.filter(pk__in=people).order_by("pk").select_for_update(of=("self",)))
    if edited := edited_since(imported, people):
        raise CannotKeep(
            ngettext(
                "%(number)d woman of this list was changed since, so it cannot be taken back as "
                "a whole any more. Change her on her page.",
                "%(number)d women of this list were changed since, so it cannot be taken back as "
                "a whole any more. Change them on their pages.",
                len(edited),
            )
            % {"number": len(edited)}
        )
    imported.people.all().delete()
    for one in made:
        if one.kind == Kind.CHANGED:
            restore(one.participant, one.before)
        elif one.kind == Kind.REACHED:
            _leave(one.participant, imported.project_site_id)
    _remove([one.participant_id for one in made if one.kind == Kind.NEW])
    imported.state, imported.undone_at, imported.undone_by = (
        PeopleImport.State.UNDONE,
        timezone.now(),
        by,
    )
    imported.save(update_fields=["state", "undone_at", "undone_by"])


def edited_since(imported: PeopleImport, people: list[UUID]) -> set[UUID]:
    """Who of some people was changed after a list was applied, by anybody and in any room."""
    # The whole record, also what was changed where she sees nothing.
    with scope(service="import undo"):
        changes = Change.objects.filter(
            participant_id__in=people, id__gt=imported.last_change or 0
        ).exclude(table_name="participants_importedperson")
        return {one for one in changes.values_list("participant_id", flat=True) if one}


def _remove(people: list[UUID]) -> None:
    """Take away records that a list added and nobody has touched."""
    DuplicateCandidate.objects.filter(Q(one__in=people) | Q(other__in=people)).delete()
    for model in (CommunityIdentity, DisplacementEpisode, Consent):
        model._base_manager.filter(participant__in=people).delete()
    try:
        # By hand: Django takes a record that stands for itself for one that something refers to.
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM participants_participant WHERE id = ANY(%s)", [people])
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError as error:
        raise CannotKeep(
            _("Somebody works with women of this list already, so it cannot be taken back.")
        ) from error


def _leave(person: Participant, place: int) -> None:
    person.refresh_from_db()
    person.known_at = [one for one in person.known_at if one != place]
    person.save(update_fields=["known_at"])
    keep_places(person.canonical_id)
