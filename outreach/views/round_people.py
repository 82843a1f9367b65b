"""Who takes part in a round: graduates, their teams, and the volunteers who record it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.access import StaffRequest, require_permission
from accounts.roles import Permission
from outreach.forms.round import ChosenForm, PairForm, TeamPlaceForm, VolunteerForm
from outreach.models import Round, Team
from outreach.queries.people import volunteers_at
from outreach.queries.teams import TeamLine, chosen_of, teams_of
from outreach.services import rounds, teams
from outreach.services.refusals import CannotChange
from outreach.views.answers import tell_errors, tell_why
from outreach.views.round_access import round_context, round_to_plan


@require_http_methods(["GET", "POST"])
@require_permission(Permission.OUTREACH_PLAN)
def round_people(request: StaffRequest, round_id: UUID) -> HttpResponse:
    """Choose graduates and volunteers; propose teams, make and split them."""
    round_ = round_to_plan(request, round_id)
    if request.method == "POST":
        try:
            messages.success(request, _change(request, round_))
        except CannotChange as refusal:
            tell_why(request, refusal)
        except Mistyped as mistake:
            tell_errors(request, mistake.form)
        return redirect("outreach:round_people", round_.pk)
    lines, alone = teams_of(round_)
    context = round_context(request, round_, "people") | {
        "chosen": chosen_of(round_),
        "teams": _with_place_forms(round_, lines),
        "alone": alone,
        "unresolved": [woman for woman in alone if not woman.side],
        "pair": PairForm(round_=round_),
        "volunteers": round_.volunteers.filter(ended_at=None).select_related("user"),
        "volunteer": VolunteerForm(volunteers=volunteers_at(round_.project_site)),
    }
    return render(request, "outreach/round_people.html", context)


class Mistyped(Exception):
    """A form was not filled in as it has to be."""

    def __init__(self, form: forms.BaseForm) -> None:
        super().__init__()
        self.form = form


def _change(request: StaffRequest, round_: Round) -> str:
    """Make the change that she asked for; answers what is said of it."""
    posted = request.POST
    step = posted.get("step", "")
    if step == "choose":
        offered = [one.enrolment.pk for one in chosen_of(round_)]
        said = _valid(ChosenForm(posted, offered=offered))
        rounds.choose_graduates(round_=round_, enrolments=map(UUID, said["chosen"]))
        return _("Saved who takes part.")
    if step == "propose":
        return _teams_made(teams.propose_teams(round_=round_))
    if step == "pair":
        said = _valid(PairForm(posted, round_=round_))
        teams.make_team(round_=round_, one_id=said["one"].pk, other_id=said["other"].pk)
        return _("The team is made.")
    if step == "volunteer":
        offered_users = volunteers_at(round_.project_site)
        said = _valid(VolunteerForm(posted, volunteers=offered_users))
        rounds.assign_volunteer(round_=round_, user=said["volunteer"])
        return _("She sees and records this round once it has begun.")
    if step == "take_off":
        rounds.take_volunteer_off(round_=round_, user_id=_id(posted.get("volunteer", "")))
        return _("She is taken off. What she recorded stays.")
    team = get_object_or_404(round_.teams.together(), pk=_id(posted.get("team", "")))
    if step == "split":
        teams.split_team(team=team)
        return _("The team is split.")
    if step == "place":
        said = _valid(_place(round_, team, posted))
        teams.place_team(team=team, **said)
        return _("Saved where its way begins.")
    raise CannotChange(_("This page is out of date. Load it again and tap once more."))


def _valid(form: forms.Form) -> dict[str, Any]:
    if not form.is_valid():
        raise Mistyped(form)
    return form.cleaned_data


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as wrong:
        raise CannotChange(
            _("This page is out of date. Load it again and tap once more.")
        ) from wrong


def _with_place_forms(round_: Round, lines: list[TeamLine]) -> list[tuple[TeamLine, TeamPlaceForm]]:
    areas = _place(round_, lines[0].team).areas if lines else []
    return [(line, _place(round_, line.team, areas=areas)) for line in lines]


def _place(round_: Round, team: Team, data: Any = None, **areas: Any) -> TeamPlaceForm:
    governorate = round_.project_site.site.area_id
    return TeamPlaceForm(data, team=team, governorate=governorate, **areas)


def _teams_made(count: int) -> str:
    if not count:
        return _("No more teams can be made.")
    return ngettext("%(count)d team is made.", "%(count)d teams are made.", count) % {
        "count": count
    }
