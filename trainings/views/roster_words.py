"""What the roster page says, once for the server and once for the script."""

from __future__ import annotations

from functools import cache

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from trainings.models import CourseVersion
from trainings.reasons import Reason

WAITS_BECAUSE: dict[str, str | Promise] = {
    "right_ended": _lazy("your right to record it has ended"),
    "session_off": _lazy("the session is cancelled or postponed"),
    "not_expected": _lazy("she was not expected that day"),
    "locked": _lazy("the period is closed"),
    "too_early": _lazy("its day has not come"),
}
"""Why an event is kept for a manager, by the code that the rules give."""

MINUTES = (5, 10, 20)
"""The minutes that are one tap away."""


def what_opens(policy: str) -> SafeString:
    """What the script opens under a row and what it says, by the course's policy on reasons."""
    return _drawn(get_language(), policy)


@cache
def _drawn(_language: str | None, policy: str) -> SafeString:
    # The same for every roster, and a fifth of its drawing: made once for each language.
    asks = policy != CourseVersion.ReasonsPolicy.OFF
    context = {
        "minutes": MINUTES,
        "reasons": Reason.choices if asks else (),
        "policy": policy,
        "words": words_for_script(),
    }
    return render_to_string("trainings/roster_more.html", context)


def words_for_script() -> dict[str, str]:
    """Every sentence that the script says; it fills in what stands in %(…)s."""
    return {
        "count": _("Marked %(done)s of %(total)s"),
        "remaining": _("Mark the remaining %(present)s present"),
        "remaining-excused": _("Record %(present)s as present, %(excused)s as excused as planned"),
        "online": _("Online"),
        "offline": _("No network"),
        "saving": _("Saving"),
        "saved": _("Saved"),
        "waiting": _("Not saved yet: %(count)s wait on this phone and will be sent"),
        "signed-out": _("You are signed out. %(count)s wait on this phone: sign in again"),
        "refused": _("Not saved yet: open this page again. %(count)s wait on this phone"),
        "not-kept": _("This phone cannot keep marks: stay on this page until they are saved"),
        "sent": _("Last sent at %(time)s"),
        "others": _("Marks of a colleague that wait here until she signs in: %(count)s"),
        "done-one": _("%(name)s: %(mark)s"),
        "done-none": _("%(name)s: not recorded"),
        "done-all": _("Recorded at once: %(count)s"),
        "undone": _("Taken back"),
        "late": _("%(minutes)s min late"),
        "early": _("left %(minutes)s min early"),
        "follows": _("from the main session"),
        "reason-missing": _("Please give a reason"),
        "conflict": _(
            "Somebody else marked her differently. Yours, “%(mark)s”, stands for now, "
            "and a manager sees both."
        ),
        "superseded": _("Not changed: “%(mark)s” was recorded meanwhile, and stands."),
        "superseded-none": _("Not changed: the mark was taken away meanwhile."),
        "rejected": _("Not accepted. It is kept, and the office can see what was sent."),
        "unknown": _("The office does not know this place yet. The mark stays on this phone."),
        "review": _("Waits for a manager: %(why)s."),
        **{f"review-{code}": str(why) for code, why in WAITS_BECAUSE.items()},
    }
