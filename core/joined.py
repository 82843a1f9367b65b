"""Rows with those they point to, by a statement that is composed once.

`select_related` composes the same joins anew for every request, which on a page with seven tables
takes longer than the database does.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import connection, models

M = TypeVar("M", bound=models.Model)


class Joined(Generic[M]):
    """A model and the foreign keys to follow, in Django's notation: `cohort__version`.

    In SQL the model is called `base`, what a path leads to by the path itself.
    """

    def __init__(self, model: type[M], *paths: str) -> None:
        self.model = model
        self.asked = paths
        self._heads: dict[str, str] = {}

    def rows(self, tail: str, values: Sequence[Any], *, more: str = "") -> list[tuple[Any, ...]]:
        """Instances for an SQL tail (WHERE …), each followed by the `more` columns asked for."""
        with connection.cursor() as cursor:
            cursor.execute(f"{self._head(more)} {tail}", values)
            found = cursor.fetchall()
        return [self._built(row) for row in found]

    @cached_property
    def _parts(self) -> list[tuple[str, type[models.Model], list[str], list[str]]]:
        """Alias, model, attribute names and columns of every table, each path after its parent."""
        every = {""}
        for path in self.asked:
            steps = path.split("__")
            every |= {"__".join(steps[: length + 1]) for length in range(len(steps))}
        parts = []
        for path in sorted(every, key=lambda path: (len(path.split("__")) if path else 0, path)):
            model: Any = self.model
            for step in filter(None, path.split("__")):
                model = model._meta.get_field(step).related_model
            fields = model._meta.concrete_fields
            parts.append(
                (path, model, [one.attname for one in fields], [one.column for one in fields])
            )
        return parts

    def _head(self, more: str) -> str:
        if more not in self._heads:
            self._heads[more] = self._composed(more)
        return self._heads[more]

    def _composed(self, more: str) -> str:
        columns, joins = [], [f"{self.model._meta.db_table} base"]
        for path, model, _names, of_table in self._parts:
            alias = path or "base"
            columns += [f'"{alias}"."{column}"' for column in of_table]
            if path:
                parent, _, name = path.rpartition("__")
                above: Any = next(part[1] for part in self._parts if part[0] == parent)
                joins.append(
                    f'LEFT JOIN {model._meta.db_table} "{path}" ON "{path}".'
                    f'"{model._meta.pk.column}" = '
                    f'"{parent or "base"}"."{above._meta.get_field(name).column}"'
                )
        asked = ", ".join([*columns, more] if more else columns)
        return f"SELECT {asked} FROM {' '.join(joins)}"  # noqa: S608 -- names of models alone

    def _built(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        made: dict[str, Any] = {}
        start = 0
        for path, model, names, _columns in self._parts:
            values = row[start : start + len(names)]
            start += len(names)
            key = values[names.index(model._meta.pk.attname)]
            made[path] = model.from_db(connection.alias, names, values) if key is not None else None
            if path:
                parent, _, name = path.rpartition("__")
                if made[parent] is not None:
                    made[parent]._state.fields_cache[name] = made[path]
        return (made[""], *row[start:])
