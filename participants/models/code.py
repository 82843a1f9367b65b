from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Func, Value

if TYPE_CHECKING:
    Code = models.CharField[str, str]
else:
    Code = models.CharField

DIGITS = 8


class CodeField(Code):
    """Eight digits that stand for a person where her name should not: on a list, on the phone.

    Digits, since every keyboard here has them. The database gives them out, whatever path a row
    takes into it; they tell nothing of when she came, and the last one checks the others.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        number = Func(Value("participants_code"), function="nextval")
        made = Func(number, function="participants_code_v1", output_field=models.CharField())
        fixed: dict[str, Any] = {
            "max_length": DIGITS,
            "unique": True,
            "editable": False,
            "db_default": made,
        }
        super().__init__(
            *args,
            **{**fixed, **kwargs},
        )
