"""Districts to choose from, by their P-codes."""

from __future__ import annotations

from typing import Any

from core.collation import sort_key
from programmes.models import AdminArea, Site

Group = tuple[str, list[tuple[str, str]]]


def district_choices(site: Site | None = None) -> list[Any]:
    """Every district under its governorate; that of the site comes first."""
    areas = list(AdminArea.objects.exclude(level=AdminArea.Level.SUBDISTRICT))
    own = site.area_id[:5] if site else ""
    governorates = [area for area in areas if area.level == AdminArea.Level.GOVERNORATE]
    governorates.sort(key=lambda area: (area.pcode != own, sort_key(area.name)))
    groups: dict[str, Group] = {area.pcode: (area.name, []) for area in governorates}
    for area in areas:
        if area.level == AdminArea.Level.DISTRICT:
            groups[area.governorate_pcode][1].append((area.pcode, area.name))
    for _name, districts in groups.values():
        districts.sort(key=lambda choice: sort_key(choice[1]))
    return [("", "–"), *groups.values()]
