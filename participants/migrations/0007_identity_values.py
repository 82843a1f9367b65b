"""Load the answers on ethnicity and belief that are offered at first; administrators edit them."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

VALUES = {
    "ethnicity": (
        ("kurd", "كردية", "کورد", "Kurd", "Kürt"),
        ("arab", "عربية", "عەرەب", "Arab", "Arap"),
        ("turkmen", "تركمانية", "تورکمان", "Turkmen", "Türkmen"),
        (
            "assyrian",
            "كلدانية سريانية آشورية",
            "کلدانی، سریانی، ئاشووری",
            "Assyrian-Chaldean-Syriac",
            "Asuri-Keldani-Süryani",
        ),
        ("other", "غير ذلك", "هی تر", "other", "diğer"),
    ),
    "belief": (
        ("sunni", "مسلمة سنية", "موسڵمانی سوننە", "Sunni Muslim", "Sünni Müslüman"),
        ("shia", "مسلمة شيعية", "موسڵمانی شیعە", "Shi'a Muslim", "Şii Müslüman"),
        ("christian", "مسيحية", "کریستیان", "Christian", "Hristiyan"),
        ("kakai", "كاكائية", "کاکەیی", "Kaka'i", "Kakai"),
        ("mandaean", "صابئية مندائية", "سابیئەی مەندایی", "Sabean-Mandaean", "Sabii-Mandai"),
        ("yazidi", "إيزيدية", "ئێزدی", "Yazidi", "Ezidi"),
        ("other", "غير ذلك", "هی تر", "other", "diğer"),
    ),
}


def load(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add both lists."""
    value_model = apps.get_model("participants", "IdentityValue")
    value_model.objects.bulk_create(
        value_model(
            kind=kind, code=code, name_ar=ar, name_ckb=ckb, name_en=en, name_tr=tr, position=place
        )
        for kind, values in VALUES.items()
        for place, (code, ar, ckb, en, tr) in enumerate(values, 1)
    )


def unload(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the lists away; what was answered keeps its codes."""
    apps.get_model("participants", "IdentityValue").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("participants", "0006_more_consent_texts")]

    operations = [migrations.RunPython(load, unload)]
