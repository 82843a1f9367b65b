"""What tests about lists share: a place, an officer there, and a way to send and apply a list."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from accounts.roles import Role
from core.scoping import scope
from participants.models import PeopleImport
from participants.queries.imports import outcomes_of
from participants.services.imports.apply import begin_apply
from participants.services.imports.check import begin_check
from participants.services.imports.receive import receive
from participants.sheets.outcome import finding_of
from tests.factories import ProjectSiteFactory, staff
from tests.participants.sheets.files import registration
from tests.working import run_jobs


@pytest.fixture
def place():
    return ProjectSiteFactory()


@pytest.fixture
def officer(place):
    return staff(Role.FIELD, place)


class Lists:
    """Sends lists as an officer does."""

    def __init__(self, place, officer):
        self.place, self.officer = place, officer
        self._files = {}

    def send(self, *rows, data=None, name="list.xlsx"):
        with scope(self.officer), override(self.officer.language):
            imported, self.is_new = receive(
                data=self._file(rows) if data is None else data,
                file_name=name,
                place=self.place,
                by=self.officer,
            )
            if self.is_new:
                begin_check(imported=imported, by=self.officer)
        return self.again(imported)

    def apply(self, imported, **options):
        with scope(self.officer), override(self.officer.language):
            begin_apply(imported=imported, by=self.officer, **options)
        run_jobs()
        return self.again(imported)

    def load(self, *rows, **options):
        return self.apply(self.send(*rows), **options)

    def _file(self, rows):
        """The same rows are the same file, though a program would note when it saved them."""
        return self._files.setdefault(repr(rows), registration(*rows))

    @staticmethod
    def again(imported):
        return PeopleImport.objects.select_related("project_site__site").get(pk=imported.pk)


@pytest.fixture
def lists(place, officer):
    return Lists(place, officer)


def findings(imported):
    """What the rows were found to mean, by their numbers."""
    rows = imported.rows.exclude(outcome="").order_by("number")
    return {row.number: finding_of(row.told) for row in rows}


def outcomes(imported):
    return dict(outcomes_of(imported))
