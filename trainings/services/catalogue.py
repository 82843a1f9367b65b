"""Changes of the catalogue beyond the editing of a draft."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from core.ids import uuid7
from trainings.models import Course, CourseVersion, Module, Skill
from trainings.services.refusals import CannotChange

LAST_NUMBER = 2**15 - 1


@transaction.atomic
def publish(version: CourseVersion) -> None:
    """Freeze a draft, so that cohorts can be planned on it."""
    version = CourseVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    if version.state == CourseVersion.State.DRAFT and not version.modules.exists():
        raise CannotChange(_("This version has no modules."))
    if version.modules.filter(topic_ar="").exists():
        raise CannotChange(_("A module has no topic in Arabic."))
    if version.modules.filter(inside__inside__isnull=False).exists():
        raise CannotChange(_("A dialogue lies inside a day, not inside another dialogue."))
    version.state = CourseVersion.State.PUBLISHED
    version.save(update_fields=["state"])


@transaction.atomic
def retire(version: CourseVersion) -> None:
    """Offer a published version no more; cohorts that pinned it go on."""
    version = CourseVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    if version.state == CourseVersion.State.DRAFT:
        raise CannotChange(_("Only a published version can be retired."))
    version.state = CourseVersion.State.RETIRED
    version.save(update_fields=["state"])


@transaction.atomic
def draft_from(version: CourseVersion) -> CourseVersion:
    """A new draft with the same rules, modules and skills and the next number."""
    # Two who make one at the same time get two numbers.
    Course.objects.select_for_update(no_key=True).get(pk=version.course_id)
    versions = CourseVersion.objects.filter(course=version.course_id)
    number = versions.aggregate(last=Max("number"))["last"] + 1
    if number > LAST_NUMBER:
        raise CannotChange(_("This course has no version number left."))
    modules, skills = list(version.modules.all()), list(version.skills.all())
    ids = {module.pk: uuid7() for module in modules}
    draft = CourseVersion.objects.get(pk=version.pk)
    draft.pk = uuid7()
    draft.state = CourseVersion.State.DRAFT
    draft.number = number
    draft.save(force_insert=True)
    for module in modules:
        module.pk, module.version = ids[module.pk], draft
        module.inside_id = ids[module.inside_id] if module.inside_id else None
    # Days come before what lies inside them.
    Module.objects.bulk_create(sorted(modules, key=lambda module: module.inside_id is not None))
    for skill in skills:
        skill.pk, skill.version = uuid7(), draft
    Skill.objects.bulk_create(skills)
    return draft
