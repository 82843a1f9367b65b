"""The coded words of this room, as people read them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class AgeBand(models.TextChoices):
    """How old somebody is, as far as bodies and sizes go."""

    BABY = "0-1", _("under 2 years")
    SMALL = "2-5", _("2 to 5 years")
    CHILD = "6-11", _("6 to 11 years")
    YOUTH = "12-17", _("12 to 17 years")
    ADULT = "18-59", _("18 to 59 years")
    OLDER = "60+", _("60 years and over")


CHILDREN = (AgeBand.BABY, AgeBand.SMALL, AgeBand.CHILD, AgeBand.YOUTH)


class Basis(models.TextChoices):
    """Why a household is in need."""

    NO_INCOME = "no_income", _("no income")
    LOST_HOME = "lost_home", _("lost its home or belongings")
    WOMAN_ALONE = "woman_alone", _("a woman alone provides for it")
    ORPHANS = "orphans", _("orphans live in it")
    ILLNESS = "illness", _("illness or disability")
    MANY_CHILDREN = "many_children", _("many children")
    OTHER = "other", _("another reason")


class FoundBy(models.TextChoices):
    """Who pointed a household out."""

    GRADUATE = "graduate", _("a graduate")
    STAFF = "staff", _("a colleague")
    NEIGHBOURS = "neighbours", _("neighbours or a mukhtar")
    ITSELF = "itself", _("the family itself")


class GarmentKind(models.TextChoices):
    """What is sewn."""

    DRESS = "dress", _("dress")
    BLOUSE = "blouse", _("blouse or shirt")
    SKIRT = "skirt", _("skirt")
    TROUSERS = "trousers", _("trousers")
    ABAYA = "abaya", _("abaya")
    COAT = "coat", _("coat or jacket")
    UNIFORM = "uniform", _("school uniform")
    SCARF = "scarf", _("headscarf or hat")
    BABY = "baby", _("clothes for a baby")


class Measure(models.TextChoices):
    """What is measured, in centimetres; each is a column of a measurement set."""

    HEIGHT = "height", _("height")
    CHEST = "chest", _("chest")
    WAIST = "waist", _("waist")
    HIP = "hip", _("hip")
    SHOULDER = "shoulder", _("shoulder")
    SLEEVE = "sleeve", _("sleeve")
    BACK_LENGTH = "back_length", _("back length")
    INSEAM = "inseam", _("inseam")
    NECK = "neck", _("neck")
    HEAD = "head", _("head")


class SideWord(models.TextChoices):
    """The sides of `outreach.assignment.sides`."""

    DISPLACED = "displaced", _("displaced")
    HOST = "host", _("host community")
    RETURNED = "returned", _("returned")


class CompositionWord(models.TextChoices):
    """The compositions of `outreach.assignment.sides`."""

    DISPLACED = "displaced", _("displaced household")
    HOST = "host", _("host household")
    RETURNED = "returned", _("household of returnees")
    MIXED = "mixed", _("mixed household")
    UNKNOWN = "unknown", _("not known yet")


class ResultWord(models.TextChoices):
    """What the rule said of a visit; the results of `outreach.assignment.sides`."""

    CROSS = "cross", _("across the line")
    SAME = "same", _("within one side")
    MIXED = "mixed", _("mixed")
    UNKNOWN = "unknown", _("not known yet")
