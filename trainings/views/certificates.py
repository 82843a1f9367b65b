"""The certificates of a cohort: given to those chosen, printed, revoked."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import StaffRequest, require_permission
from accounts.models import Look
from accounts.roles import Permission
from accounts.services.looks import note_look
from core.exports.answers import paper_answer
from core.typesetting import CannotTypeset, typeset
from trainings.models import Certificate, Cohort
from trainings.papers import CERTIFICATE, certificate_page
from trainings.queries.certificates import decided_women, valid_certificates
from trainings.queries.completion import records_of, rule_of
from trainings.services.certificates import give_certificates, note_prints, revoke_certificate
from trainings.services.refusals import CannotChange
from trainings.views.closing import find_cohort


@require_http_methods(["GET", "POST"])
@require_permission(Permission.COHORT_CLOSE)
def cohort_certificates(request: StaffRequest, cohort_id: UUID) -> HttpResponse:
    """Show who completed the course and which paper each of them holds; give and revoke."""
    cohort = find_cohort(request, cohort_id)
    if request.method == "POST":
        try:
            messages.success(request, _changed(request, cohort))
        except CannotChange as refusal:
            for sentence in refusal.sentences:
                messages.error(request, sentence)
        return redirect("trainings:cohort_certificates", cohort.pk)
    rows = [
        (one, next((c for c in one.enrolment.certificates.all() if c.is_valid), None))
        for one in decided_women(cohort)
    ]
    context = {
        "cohort": cohort,
        "rows": rows,
        "without": sum(certificate is None for _one, certificate in rows),
        "held": sum(certificate is not None for _one, certificate in rows),
        "reasons": Certificate.Revoked.choices,
    }
    return render(request, "trainings/cohort_certificates.html", context)


@require_POST
@require_permission(Permission.COHORT_CLOSE)
def cohort_certificates_print(request: StaffRequest, cohort_id: UUID) -> HttpResponse:
    """Put some certificates on paper, a page each; every print is noted."""
    cohort = find_cohort(request, cohort_id)
    certificates = valid_certificates(cohort, ids_in(request.POST.getlist("certificate")))
    if not certificates:
        messages.error(request, _("Choose certificates that are valid first."))
        return redirect("trainings:cohort_certificates", cohort.pk)
    records = records_of([one.enrolment_id for one in certificates], rule_of(cohort.version))
    pages = [
        certificate_page(one, records[one.enrolment_id].record, _address(request, one))
        for one in certificates
    ]
    try:
        paper = typeset(CERTIFICATE, {"title": cohort.name, "certificates": pages})
    except CannotTypeset:
        messages.error(request, _("The paper could not be made. Nothing is lost; try again."))
        return redirect("trainings:cohort_certificates", cohort.pk)
    note_prints(certificates=certificates, by=request.user)
    note_look(
        Look.Kind.PRINT,
        by=request.user,
        page="trainings:cohort_certificates_print",
        project_sites=[cohort.project_site_id],
        people=len(certificates),
    )
    return paper_answer(paper, "certificates.pdf")


def ids_in(texts: Iterable[str]) -> list[UUID]:
    """Those of some texts that are ids."""
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def _changed(request: StaffRequest, cohort: Cohort) -> str:
    if "revoke" in request.POST:
        certificate = cohort.certificates.filter(pk__in=ids_in([request.POST["revoke"]])).first()
        if certificate is None:
            raise CannotChange(_("This page is out of date. Load it again and tap once more."))
        because = request.POST.get("because", "")
        revoke_certificate(certificate=certificate, because=because, by=request.user)
        return _("The certificate is revoked. Whoever asks for it by its code is told so.")
    chosen = ids_in(request.POST.getlist("enrolment"))
    given = give_certificates(cohort=cohort, enrolments=chosen, by=request.user)
    if not given:
        raise CannotChange(_("Nobody was chosen who has no certificate yet."))
    told = ngettext("%(count)d certificate given.", "%(count)d certificates given.", len(given))
    return told % {"count": len(given)}


def _address(request: StaffRequest, certificate: Certificate) -> str:
    return request.build_absolute_uri(
        reverse("trainings:certificate_confirm", args=[certificate.code])
    )
