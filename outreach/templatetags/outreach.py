"""Coded words of this room that stand in lists."""

from __future__ import annotations

from django import template

from outreach.models.words import Basis, CompositionWord, GarmentKind

register = template.Library()


@register.filter
def garment_name(code: str) -> str:
    """What is sewn: "dress"."""
    return str(GarmentKind(code).label)


@register.filter
def basis_name(code: str) -> str:
    """Why a household is in need: "no income"."""
    return str(Basis(code).label)


@register.filter
def composition_name(code: str) -> str:
    """What a household is made of: "mixed household"."""
    return str(CompositionWord(code).label)
