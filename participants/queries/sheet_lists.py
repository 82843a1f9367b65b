"""Answers that the database keeps, by their names: districts, and the lists on identity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from core.text import fold
from participants.models import IdentityValue
from participants.models.identity import REFUSED
from participants.sheets.values import Lists
from participants.sheets.words import BELIEF, ETHNICITY, of_refusal
from programmes.models import AdminArea, Site

LANGUAGES = ("ar", "ckb", "en", "tr")


def lists_for(site: Site) -> Lists:
    """What the cells of a site's list may say; nothing on identity where it does not ask."""
    districts = _districts()
    if not site.collects_identity:
        return Lists(districts)
    kinds = IdentityValue.Kind
    return Lists(districts, _identity(kinds.ETHNICITY, ETHNICITY), _identity(kinds.BELIEF, BELIEF))


def district_names() -> dict[str, str]:
    """Every district by its P-code, with its governorate where its name alone would not do."""
    areas = list(_areas())
    often = Counter(fold(area.name) for area in areas)
    return {
        area.pcode: area.name if often[fold(area.name)] == 1 else _whole(area, area.name)
        for area in areas
    }


def _areas() -> Iterable[AdminArea]:
    return AdminArea.objects.filter(level=AdminArea.Level.DISTRICT).select_related("parent")


def _whole(area: AdminArea, name: str) -> str:
    return f"{name} ({area.parent.name})" if area.parent else name


def _districts() -> dict[str, str]:
    """P-codes by names in four languages; a name of two districts needs its governorate."""
    alone: dict[str, set[str]] = {}
    whole: dict[str, str] = {}
    for area in _areas():
        for language in LANGUAGES:
            if name := getattr(area, f"name_{language}"):
                alone.setdefault(fold(name), set()).add(area.pcode)
                above = getattr(area.parent, f"name_{language}", "")
                whole[fold(f"{name} {above}")] = area.pcode
        whole[fold(area.pcode)] = area.pcode
    return {name: next(iter(codes)) for name, codes in alone.items() if len(codes) == 1} | whole


def _identity(kind: str, written: Mapping[str, str]) -> dict[str, str]:
    values = list(IdentityValue.objects.offered(kind))
    found = dict.fromkeys(of_refusal(), REFUSED)
    for value in values:
        for word in written.get(value.code, "").split(","):
            if folded := fold(word):
                found[folded] = value.code
    for value in values:
        for language in LANGUAGES:
            if folded := fold(getattr(value, f"name_{language}")):
                found[folded] = value.code
    return found
