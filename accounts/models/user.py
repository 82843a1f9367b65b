from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.roles import Permission
from core.ids import uuid7

if TYPE_CHECKING:
    from core.scope import Scope

username_shape = RegexValidator(
    r"^[a-z0-9][a-z0-9._-]{1,38}[a-z0-9]$",
    _("A user name has 3 to 40 small Latin letters, digits, dots, hyphens or underscores."),
)


class UserManager(BaseUserManager["User"]):
    """Makes and finds staff."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> User:
        """Make a member of staff; without a password she cannot sign in."""
        user = self.model(username=username.lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        """Find by user name, whatever its case."""
        return self.get(username=(username or "").lower())


class User(AbstractBaseUser):
    """A member of staff. What she may do comes from her grants alone."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    username = models.CharField(
        _("user name"), max_length=40, unique=True, validators=[username_shape]
    )
    full_name = models.CharField(_("name"), max_length=120)
    language = models.CharField(
        _("language"), max_length=5, choices=settings.LANGUAGES, default="ar"
    )
    is_active = models.BooleanField(_("may sign in"), default=True)
    must_change_password = models.BooleanField(_("has a one-time password"), default=False)
    # A file that she asked for is ready, or stopped, and she has not looked yet.
    has_new_file = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(_("added"), auto_now_add=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]

    objects = UserManager()

    class Meta:
        verbose_name = _("member of staff")
        verbose_name_plural = _("staff")
        ordering = ["full_name"]
        constraints = [
            models.UniqueConstraint(
                Lower("username"),
                name="user_name_once",
                violation_error_message=_("This user name is taken."),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def scope(self) -> Scope:
        """What she may see today; read once per request, with the user herself where possible."""
        from accounts.scopes import scope_of

        return scope_of(self)

    def may(self, permission: Permission) -> bool:
        """Whether she holds a permission anywhere."""
        return self.scope.may(permission)

    # --- What the Django admin asks ------------------------------------------------

    @property
    def is_staff(self) -> bool:
        """True for those who edit something in the Django admin."""
        return self.may(Permission.CATALOGUE_EDIT) or self.may(Permission.PLACES_EDIT)

    @property
    def is_superuser(self) -> bool:
        """Nobody is: every right has a name."""
        return False

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Answer for the Django admin; see `accounts.admin_permissions`."""
        from accounts.admin_permissions import allows

        return self.is_active and allows(self, perm)

    def has_perms(self, perms: list[str], obj: object = None) -> bool:
        """Whether she has all of them."""
        return all(self.has_perm(perm, obj) for perm in perms)

    def has_module_perms(self, app_label: str) -> bool:
        """Whether she edits anything of an app."""
        from accounts.admin_permissions import opens_app

        return self.is_active and opens_app(self, app_label)
