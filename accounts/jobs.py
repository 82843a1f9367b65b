"""What goes on after an answer: long files are made, and files are taken away in time."""

from __future__ import annotations

from uuid import UUID

from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import Export, User
from accounts.services.exports.forgetting import forget_over
from accounts.services.exports.making import make, stop
from accounts.services.exports.refusals import CannotTake
from core.jobs import periodic, task
from core.progress import telling
from core.scoping import scope


@task("accounts.make_file", one_transaction=False)
def make_file(export_id: str, user_id: str) -> None:
    """Make a long file, with the rights that whoever asked for it has now."""
    key = UUID(export_id)
    with scope(service="files"):
        user = User.objects.get(pk=user_id)
        export = _waiting(key)
    if export is None:
        return
    with override(user.language):
        try:
            with telling(lambda done: _keep_progress(key, done)) as tell, scope(user):
                make(export=export, by=user, tell=tell)
        except (OperationalError, InterfaceError):
            raise
        except CannotTake as refusal:
            _stop(key, user, str(refusal))
        except Exception:
            _stop(
                key,
                user,
                _(
                    "Something went wrong, and no file was made. Ask once more; if it stops "
                    "again, tell your administrator."
                ),
            )
            raise


@periodic("accounts.forget_files", cron="*/15 * * * *")
def forget_files() -> None:
    """Take away files whose time is over."""
    forget_over()


def _waiting(key: UUID) -> Export | None:
    """A file that is still to be made; None where another worker has done it."""
    waiting = Export.objects.filter(pk=key, state=Export.State.MAKING)
    return waiting.select_related("created_by").first()


def _keep_progress(key: UUID, done: int) -> None:
    with scope(service="files"):
        Export.objects.filter(pk=key).update(done=done)


def _stop(key: UUID, user: User, why: str) -> None:
    with scope(service="files"):
        stop(key, user.pk, why)
