from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Func, Value

from participants.names import VERSION

FOLD = f"cohesion_fold_v{VERSION}"
SKELETON = f"cohesion_skeleton_v{VERSION}"
SLIPS = f"cohesion_slips_v{VERSION}"

BEGINNING = 120
"""So much of a name is in the index of beginnings: a B-tree holds no long entries."""


def name_key(function: str, *parts: str, around: str = "") -> models.GeneratedField:
    """A column that the database makes of the parts of a name whenever one is written.

    `around` stands before and after, so that every word has it on both sides.
    """
    pieces = [piece for part in parts for piece in (F(part), Value(" "))][:-1]
    made = Func(_joined(*pieces), function=function, output_field=models.TextField())
    return models.GeneratedField(
        expression=_joined(Value(around), made, Value(around)) if around else made,
        output_field=models.TextField(),
        db_persist=True,
    )


def words_of(skeleton: str) -> Func[Any]:
    """The words of a skeleton, for an index that finds whole ones."""
    return Func(Func(skeleton, function="btrim"), Value(" "), function="string_to_array")


def _joined(*pieces: F | Func[Any] | Value) -> Func[Any]:
    """Texts one after the other; none of them is null."""
    return Func(
        *pieces,
        template="(%(expressions)s)",
        arg_joiner=" || ",
        output_field=models.TextField(),
    )
