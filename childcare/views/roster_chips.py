"""What the playroom shows on a roster, and what keeps a session from being finished."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from childcare.queries.families import Family
from childcare.queries.roster import caution_on, children_that_keep_open, families_on
from childcare.services.roster_chips import chip_value, save_chips
from childcare.views.words import caution_words
from trainings.registries import Alarm, Offer, RosterExtra

if TYPE_CHECKING:
    from trainings.models import Session

NAME = "childcare"


def chips(session: Session, enrolments: Sequence[UUID]) -> Mapping[UUID, Sequence[str]]:
    """Who is inside, what does not fit, and whom one tap takes in, in one query."""
    return {
        family.enrolment_id: found
        for family in families_on(session, enrolments)
        if (found := list(_chips_of(session, family)))
    }


def why_not_finish(session: Session) -> Sequence[str]:
    """A sentence for every child that is still inside after its mother's last session."""
    return [
        _("%(child)s, child of %(guardian)s, is still in the playroom.")
        % {"child": f"\u2068{child}\u2069", "guardian": f"\u2068{guardian}\u2069"}
        for child, guardian in children_that_keep_open(session)
    ]


EXTRA = RosterExtra(chips=chips, save=save_chips, why_not_finish=why_not_finish)


def _chips_of(session: Session, family: Family) -> list[str]:
    now = timezone.now()
    inside, offered = len(family.inside), family.offered
    if inside:
        text = ngettext(
            "%(count)d child in the playroom", "%(count)d children in the playroom", inside
        ) % {"count": inside}
        caution = caution_on(session, family, now)
        return [Alarm(f"{text} – {caution_words(caution)}") if caution else text]
    if not offered or session.on_day != timezone.localdate():
        return []
    text = ngettext("%(count)d child", "%(count)d children", len(offered)) % {"count": len(offered)}
    return [
        Offer(
            format_html(
                '<label class="chip person-offer"><input type="checkbox" name="extra-{}" '
                'value="{}" data-extra="{}" data-failed="{}"><span>{}</span></label>',
                NAME,
                chip_value(family.enrolment_id, [child.id for child in offered]),
                NAME,
                _("Not taken in. Please bring them to the carer."),
                text,
            )
        )
    ]
