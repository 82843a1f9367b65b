"""What goes on after an answer: long lists are checked, lists are applied and forgotten."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import User
from accounts.roles import Permission
from core.jobs import periodic, task
from core.scoping import scope
from participants.models import PeopleImport
from participants.services.imports.apply import MeanwhileOther, apply, check_again
from participants.services.imports.check import keep_findings, look
from participants.services.imports.forget import forget_over
from participants.services.imports.progress import telling
from participants.services.refusals import CannotKeep, CannotRegister

State = PeopleImport.State
Tell = Callable[[int], None]
Work = Callable[[PeopleImport, User, Tell], None]


@task("participants.check_import", one_transaction=False)
def check_import(import_id: str, user_id: str) -> None:
    """Look at the rows of a long list."""
    _work(import_id, user_id, State.CHECKING, _check)


@task("participants.apply_import", one_transaction=False)
def apply_import(import_id: str, user_id: str) -> None:
    """Add and change everybody of a list, or nobody."""
    _work(import_id, user_id, State.APPLYING, _apply)


@periodic("participants.forget_imports", cron="*/15 * * * *")
def forget_imports() -> None:
    """Take away what lists said a day ago."""
    forget_over()


def _check(imported: PeopleImport, user: User, tell: Tell) -> None:
    keep_findings(imported, *look(imported, user, tell))


def _apply(imported: PeopleImport, user: User, tell: Tell) -> None:
    apply(imported=imported, by=user, tell=tell)


def _work(import_id: str, user_id: str, state: str, work: Work) -> None:
    """Do one thing with a list that waits for it, with the rights of who asked for it."""
    with scope(service="import"):
        user = User.objects.get(pk=user_id)
        waiting = _waiting(import_id, state)
    if waiting is None:
        return
    with override(user.language):
        try:
            _check_right(user, waiting)
            with telling(UUID(import_id)) as tell, scope(user):
                if (imported := _waiting(import_id, state)) is not None:
                    work(imported, user, tell)
        except (OperationalError, InterfaceError):
            raise
        except MeanwhileOther as refusal:
            with scope(user):
                if (imported := _waiting(import_id, state)) is not None:
                    check_again(imported=imported, by=user, why=str(refusal))
        except CannotRegister as refusal:
            _stop(import_id, str(refusal))
        except Exception:
            _stop(
                import_id,
                _(
                    "Something went wrong, and nothing was kept. Try once more; if it stops "
                    "again, tell your administrator."
                ),
            )
            raise


def _check_right(user: User, imported: PeopleImport) -> None:
    """Raises CannotKeep where her right ended since she asked for it."""
    if imported.project_site_id not in user.scope.where(Permission.PARTICIPANT_ADD):
        raise CannotKeep(_("You may not register people at this place any more."))


def _waiting(import_id: str, state: str) -> PeopleImport | None:
    """The list, unless somebody has dealt with it since the job was written down."""
    places = PeopleImport.objects.select_related("project_site__site")
    return places.filter(pk=import_id, state=state).first()


def _stop(import_id: str, why: str) -> None:
    with scope(service="import"):
        PeopleImport.objects.filter(pk=import_id).update(state=State.FAILED, why=why)
