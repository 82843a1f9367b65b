"""The carer's page: who is inside, who comes, and whether there are enough adults."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access import StaffRequest, require_permission
from accounts.roles import Permission
from childcare.access import find_enrolment, places_with
from childcare.forms.door import TapForm
from childcare.queries.board import Board, boards_of
from childcare.queries.clearance import cleared_at
from childcare.queries.days import day_at
from childcare.queries.door import Expected, families_at_the_door
from childcare.queries.families import Family, families_of
from childcare.queries.inside import InsideFamily, families_inside
from childcare.queries.refusals import Attempt, refused_today
from childcare.services.check_in import CheckedIn, check_in
from childcare.services.refusals import CannotChange
from childcare.views.words import banners, caution_words, names_text
from core.ids import uuid7
from programmes.models import ProjectSite


@dataclass(frozen=True, slots=True)
class PlaceNow:
    """Everything about one place."""

    place: ProjectSite
    board: Board
    inside: list[tuple[InsideFamily, str]]
    banners: list[tuple[str, list[InsideFamily]]]
    door: list[tuple[Expected, Family, UUID]]
    refused: list[Attempt]
    may_work: bool
    may_manage: bool
    is_cleared: bool

    @property
    def is_quiet(self) -> bool:
        """True where there is nothing to tell."""
        return not (self.inside or self.door or self.refused or self.board.carers)


@require_safe
@require_permission(Permission.PLAYROOM_SEE)
@never_cache
def playroom(request: StaffRequest) -> HttpResponse:
    """Show the playrooms of her places, as they are now."""
    now = timezone.now()
    user = request.user
    places = list(places_with(user, Permission.PLAYROOM_SEE))
    families = families_inside(user, now)
    boards = boards_of(places, families, now)
    door = families_at_the_door(places, now)
    refused = refused_today(user, places, now)
    works, manages = (
        user.scope.where(permission)
        for permission in (Permission.PLAYROOM_WORK, Permission.PLAYROOM_MANAGE)
    )
    today = max((day_at(place, now) for place in places), default=user.scope.today)
    cleared = cleared_at(user.pk, works, today)
    told = [
        PlaceNow(
            place=place,
            board=boards[place.pk],
            inside=[
                (family, caution_words(family.caution))
                for family in families
                if family.project_site_id == place.pk
            ],
            banners=banners([one for one in families if one.project_site_id == place.pk]),
            door=[(one, family, uuid7()) for one, family in door[place.pk]],
            refused=refused.get(place.pk, []),
            may_work=place.pk in works,
            may_manage=place.pk in manages,
            is_cleared=place.pk in cleared,
        )
        for place in places
    ]
    # Somebody with many places sees those where something is going on; one place always.
    busy = [place for place in told if not place.is_quiet] or told[:1]
    context = {
        "places": busy,
        "count": sum(place.board.children for place in busy),
        "may_manage": bool(manages),
        "may_work": bool(works),
    }
    return render(request, "childcare/playroom.html", context)


@require_POST
@require_permission(Permission.PLAYROOM_WORK)
def tap_in(request: StaffRequest, enrolment_id: UUID) -> HttpResponse:
    """Take the children of a woman in with one tap."""
    enrolment = find_enrolment(request.user, enrolment_id, Permission.PLAYROOM_WORK)
    day = day_at(enrolment.project_site, timezone.now())
    families = families_of([enrolment.pk], day)
    form = TapForm(request.POST, children=families[0].children if families else ())
    if not form.is_valid():
        messages.error(request, _("This page is out of date. Nothing was changed: tap again."))
        return redirect("childcare:playroom")
    try:
        taken = check_in(
            enrolment=enrolment,
            children=form.child_ids,
            key=form.cleaned_data["key"],
            by=request.user,
        )
    except CannotChange as refusal:
        messages.error(request, refusal.sentence)
    else:
        tell_who_came(request, taken)
    return redirect("childcare:playroom")


def tell_who_came(request: StaffRequest, taken: CheckedIn) -> None:
    """Say on the next page who came in, with the number of their tag."""
    if taken.stays:
        messages.success(
            request,
            _("Taken in: %(names)s. Tag %(number)s.")
            % {
                "names": names_text(stay.child.name for stay in taken.stays),
                "number": taken.tag.number,
            },
        )
    else:
        messages.info(request, _("They were taken in already."))
