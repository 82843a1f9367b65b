"""What the women of a cohort receive: written down, on a list to sign, taken back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import StaffRequest, require_permission
from accounts.models import Look
from accounts.roles import Permission
from accounts.services.looks import note_look
from core.exports.answers import paper_answer
from core.forms import tell_cleaning
from core.typesetting import CannotTypeset, typeset
from trainings.access import may_at, require_at
from trainings.forms.handout import HandoutForm, ItemForm
from trainings.models import Cohort, Session
from trainings.papers import HANDOUTS
from trainings.papers.handouts import Each, handout_list
from trainings.queries.handouts import Receiver, given_in, receivers, witnesses_at
from trainings.services.handouts import give_handouts, take_back
from trainings.services.refusals import CannotChange

ON_A_PAGE = 25


@require_http_methods(["GET", "POST"])
@require_permission(Permission.COHORT_SEE)
def cohort_handouts(request: StaffRequest, cohort_id: UUID) -> HttpResponse:
    """Show what the women of a cohort received, and write down more."""
    cohort = _find_cohort(request, cohort_id)
    session = _session(request, cohort)
    women = receivers(cohort, session)
    form = HandoutForm(
        request.POST if request.method == "POST" else None,
        offered=[one.place.pk for one in women],
        witnesses=witnesses_at(cohort.project_site),
        on_day=session.on_day if session else None,
    )
    if request.method == "POST":
        require_at(request.user, Permission.HANDOUT_GIVE, cohort)
        if form.is_valid() and _give(request, cohort, session, form):
            return _back(cohort, session)
        _choose_again(women, request.POST.getlist("enrolments"))
    elif request.GET.get("all"):
        _choose_again(women, [str(one.place.pk) for one in women])
    context = {
        "cohort": cohort,
        "session": session,
        "women": women,
        "form": form,
        "page": Paginator(given_in(cohort), ON_A_PAGE).get_page(request.GET.get("page")),
        "may_give": may_at(request.user, Permission.HANDOUT_GIVE, cohort),
    }
    return render(request, "trainings/cohort_handouts.html", context)


@require_POST
@require_permission(Permission.HANDOUT_GIVE)
def cohort_handouts_list(request: StaffRequest, cohort_id: UUID) -> HttpResponse:
    """Make a list on paper to sign, for those who are chosen."""
    cohort = _find_cohort(request, cohort_id)
    require_at(request.user, Permission.HANDOUT_GIVE, cohort)
    session = _session(request, cohort)
    women = receivers(cohort, session)
    form = ItemForm(request.POST, offered=[one.place.pk for one in women])
    if not form.is_valid():
        messages.error(request, _("Choose what it is, how much, and who, before you print."))
        return _back(cohort, session)
    said = form.cleaned_data
    chosen = set(said["enrolments"])
    names = [str(one.place.participant) for one in women if one.place.pk in chosen]
    each = Each(said["item"], said["name"], said["quantity"] or said["amount"])
    day = session.on_day if session else None
    try:
        paper = typeset(
            HANDOUTS, handout_list(cohort, names, each, day=day, code=request.LANGUAGE_CODE)
        )
    except CannotTypeset:
        messages.error(request, _("The paper could not be made. Nothing is lost; try again."))
        return _back(cohort, session)
    note_look(
        Look.Kind.PRINT,
        by=request.user,
        page="trainings:cohort_handouts_list",
        project_sites=[cohort.project_site_id],
        people=len(names),
    )
    return paper_answer(paper, "handouts.pdf")


@require_POST
@require_permission(Permission.HANDOUT_GIVE)
def handout_take_back(request: StaffRequest, cohort_id: UUID, handout_id: UUID) -> HttpResponse:
    """Say that something was not received after all."""
    cohort = _find_cohort(request, cohort_id)
    require_at(request.user, Permission.HANDOUT_GIVE, cohort)
    take_back(handout=get_object_or_404(cohort.handouts, pk=handout_id), by=request.user)
    messages.success(request, _("Taken back. It stays on the list, crossed out."))
    return redirect("trainings:cohort_handouts", cohort.pk)


def _find_cohort(request: StaffRequest, cohort_id: UUID) -> Cohort:
    cohorts = Cohort.objects.visible_to(request.user).select_related(
        "version__course", "project_site__site", "project_site__project"
    )
    return get_object_or_404(cohorts, pk=cohort_id)


def _session(request: StaffRequest, cohort: Cohort) -> Session | None:
    """The session that she came from; none where there is none, or where it is no id."""
    asked = request.POST.get("session") or request.GET.get("session")
    if not asked:
        return None
    try:
        key = UUID(asked)
    except ValueError:
        return None
    return get_object_or_404(Session.objects.visible_to(request.user), pk=key, cohort=cohort)


def _back(cohort: Cohort, session: Session | None) -> HttpResponse:
    """To the page, of the session that she came from if there is one."""
    page = reverse("trainings:cohort_handouts", args=[cohort.pk])
    return redirect(f"{page}?session={session.pk}" if session else page)


def _give(
    request: StaffRequest, cohort: Cohort, session: Session | None, form: HandoutForm
) -> bool:
    try:
        count = give_handouts(
            batch=form.cleaned_data["batch"],
            cohort=cohort,
            enrolments=form.cleaned_data["enrolments"],
            given=form.given,
            session=session,
            by=request.user,
        )
    except CannotChange as refusal:
        form.add_error(None, list(refusal.sentences))
        return False
    written = ngettext(
        "Written down for %(count)d woman.", "Written down for %(count)d women.", count
    )
    messages.success(request, written % {"count": count})
    tell_cleaning(request, form)
    return True


def _choose_again(women: list[Receiver], chosen: list[str]) -> None:
    """Tick those whom she had ticked, where the form is shown again."""
    for one in women:
        one.chosen = str(one.place.pk) in chosen
