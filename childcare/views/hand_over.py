"""The page of a family that is inside: who has come for the children."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import StaffRequest, require_permission
from accounts.roles import Permission
from childcare.access import find_tag
from childcare.forms.hand_over import OTHER, CollectForm, ReleaseForm, seal
from childcare.models import DayTag, RefusedHandOver, Stay
from childcare.queries.clearance import cleared_at
from childcare.queries.collecting import (
    GUARDIAN,
    Lists,
    choices_for,
    guardian_as_collector,
    line_as_collector,
    lists_of,
)
from childcare.queries.days import day_at
from childcare.queries.inside import families_from
from childcare.queries.refusals import attempts_of
from childcare.rules import Collector
from childcare.services.hand_over import Asked, hand_over, release
from childcare.services.refusals import SENTENCES, NotHandedOver
from childcare.views.words import caution_words, names_text
from core.text import fold


@require_http_methods(["GET", "POST"])
@require_permission(Permission.PLAYROOM_SEE)
@never_cache
def family_out(request: StaffRequest, tag_id: UUID) -> HttpResponse:
    """Show who may have the children of a tag, and hand them over."""
    tag = find_tag(request.user, tag_id, Permission.PLAYROOM_SEE)
    stays = _stays_of(tag)
    names = {stay.pk: stay.child.name for stay in stays}
    posted = request.POST if request.method == "POST" else None
    step = posted.get("step", "") if posted else ""
    collect = CollectForm(posted if step == "collect" else None, tag=tag, stays=names)
    supervise = ReleaseForm(posted if step == "release" else None, tag=tag, stays=names)
    lists = lists_of({stay.child_id for stay in stays})
    form = supervise if step == "release" else collect
    if posted is not None:
        _require(request, tag, release=step == "release")
        if form.is_valid():
            return _answer(request, tag, form, lists, names)
        for errors in form.errors.values():
            for error in errors:
                messages.error(request, str(error))
    return _page(request, tag, stays, lists, collect=collect, supervise=supervise)


def _answer(
    request: StaffRequest,
    tag: DayTag,
    form: CollectForm | ReleaseForm,
    lists: Lists,
    names: dict[UUID, str],
) -> HttpResponse:
    said = form.cleaned_data
    try:
        if isinstance(form, ReleaseForm):
            name = said["name"]
            release(
                stays=form.stay_ids,
                name=name,
                reason=said["reason"],
                key=form.key,
                by=request.user,
            )
        else:
            asked = _asked(form, lists)
            name = asked.name
            hand_over(
                stays=form.stay_ids,
                asked=asked,
                listed_at=form.listed_at,
                key=form.key,
                by=request.user,
            )
    except NotHandedOver as refusal:
        for sentence in refusal.sentences:
            messages.error(request, sentence)
        messages.warning(request, _("Nobody was handed over. That somebody came is kept."))
        return redirect("childcare:hand_over", tag.pk)
    told = {"names": names_text(names[pk] for pk in form.stay_ids), "name": names_text([name])}
    messages.success(request, _("Handed over to %(name)s: %(names)s.") % told)
    return redirect("childcare:playroom")


def _asked(form: CollectForm, lists: Lists) -> Asked:
    """Who was tapped; somebody who is on no list of these children stays a stranger."""
    kind, pk = form.cleaned_data["collector"]
    code, name = form.cleaned_data["code"], form.cleaned_data["name"]
    if kind == OTHER:
        return Asked(Collector(fold(name), code=code), name)
    if kind == GUARDIAN:
        for guardianship in (one for those in lists.guardians.values() for one in those):
            if guardianship.participant.canonical_id == pk:
                return Asked(
                    guardian_as_collector(guardianship), guardianship.participant.full_name
                )
    for line in (one for those in lists.lines.values() for one in those):
        if line.pk == pk:
            return Asked(line_as_collector(line, code), line.name, line.pk)
    return Asked(Collector("", pk, is_guardian=kind == GUARDIAN), "")


def _require(request: StaffRequest, tag: DayTag, *, release: bool) -> None:
    needed = Permission.PLAYROOM_MANAGE if release else Permission.PLAYROOM_WORK
    if tag.project_site_id not in request.user.scope.where(needed):
        raise PermissionDenied


def _stays_of(tag: DayTag) -> list[Stay]:
    """Every stay of a tag that was no mistake; those who are inside come first."""
    stays = (
        Stay.objects.filter(tag=tag)
        .that_happened()
        .select_related(
            "child",
            "tag",
            "enrolment__participant",
            "project_site__site",
            "collected_by",
            "collected_under",
            "out_by",
        )
        .defer(
            "enrolment__participant__phone",
            "collected_by__phone",
            "collected_under__phone",
            "collected_under__blocked_reason",
        )
        .order_by("child__born_on", "in_at", "pk")
    )
    return sorted(stays, key=lambda stay: not stay.is_inside)


def _page(
    request: StaffRequest,
    tag: DayTag,
    stays: list[Stay],
    lists: Lists,
    *,
    collect: CollectForm,
    supervise: ReleaseForm,
) -> HttpResponse:
    now = timezone.now()
    inside = [stay for stay in stays if stay.is_inside]
    families = families_from(inside, now)
    place = tag.project_site_id
    works = place in request.user.scope.where(Permission.PLAYROOM_WORK)
    chosen = request.POST.getlist("stays") if collect.is_bound or supervise.is_bound else None
    context = {
        "tag": tag,
        "state": seal(tag),
        "family": families[0] if families else None,
        "caution": caution_words(families[0].caution) if families else "",
        "left": [(stay, _with_whom(stay)) for stay in stays if not stay.is_inside],
        "choices": [
            (choice, SENTENCES.get(choice.why_not, ""))
            for choice in (choices_for(inside, lists, now) if inside else ())
        ],
        "chosen": chosen or [str(stay.pk) for stay in inside],
        "collect": collect,
        "supervise": supervise,
        "refused": attempts_of(
            RefusedHandOver.objects.filter(stay__in=[stay.pk for stay in stays]).select_related(
                "stay__child", "by"
            )
        ),
        "may_work": works,
        "is_cleared": bool(
            works and cleared_at(request.user.pk, [place], day_at(tag.project_site, now))
        ),
        "may_release": place in request.user.scope.where(Permission.PLAYROOM_MANAGE),
        "user_id": request.user.pk,
    }
    return render(request, "childcare/hand_over.html", context)


def _with_whom(stay: Stay) -> str:
    """Who collected a child."""
    if stay.collected_by is not None:
        return stay.collected_by.full_name
    return stay.collected_under.name if stay.collected_under else stay.collected_name
