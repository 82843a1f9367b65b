"""Files go when their time is over, or when somebody in them is to be forgotten."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from accounts.models import Export
from accounts.services.exports.asking import FOR_OTHERS
from core.exports import kept


def forget_over() -> int:
    """Take the files off the disk whose time is over; their lines stay. Answers how many."""
    over = list(Export.objects.over().values_list("pk", flat=True))
    for key in over:
        kept.forget(key)
    Export.objects.filter(pk__in=over).update(is_kept=False)
    kept.forget_older(days=FOR_OTHERS.days + 1)
    return len(over)


def end_with_names(project_sites: Iterable[int]) -> None:
    """Let kept files with names of some places end now: somebody in them is forgotten."""
    there = Export.objects.filter(
        sensitivity=Export.Sensitivity.IDENTIFIABLE,
        project_sites__overlap=list(project_sites),
        is_kept=True,
    )
    for key in there.values_list("pk", flat=True):
        kept.forget(key)
    there.update(
        is_kept=False,
        state=Export.State.FAILED,
        why=_("Somebody in it does not want to be in files any more. Ask for it again."),
    )
