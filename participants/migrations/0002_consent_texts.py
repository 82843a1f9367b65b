"""Load the first wording of what people agree to; a new wording is a new version."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TEXTS = {
    "participation": {
        "ar": (
            "أرغب في المشاركة في هذا النشاط برضاي. يمكنني أن أترك السؤال بلا جواب، وأن أتوقف "
            "متى شئت دون أن أذكر السبب، ولا أخسر بذلك أي خدمة أخرى."
        ),
        "ckb": (
            "بە ویستی خۆم دەمەوێت بەشداری ئەم چالاکییە بکەم. دەتوانم وەڵامی پرسیارێک نەدەمەوە و "
            "هەر کاتێک بمەوێت بەبێ هۆکار واز بهێنم، و بەوەش هیچ خزمەتگوزارییەکی تر لەدەست نادەم."
        ),
        "en": (
            "I want to take part in this activity, of my own free will. I may leave a question "
            "unanswered, and I may stop whenever I like without saying why. I lose no other "
            "service by it."
        ),
        "tr": (
            "Bu etkinliğe kendi isteğimle katılmak istiyorum. Bir soruyu yanıtsız bırakabilir, "
            "istediğim zaman neden belirtmeden ayrılabilirim. Bununla başka hiçbir hizmeti "
            "kaybetmem."
        ),
    },
    "data_processing": {
        "ar": (
            "أوافق على أن تحفظ المنظمة اسمي ورقم هاتفي وحضوري لكي تنظم النشاط. لا يراها إلا "
            "العاملون فيه، ولا تُعطى أسماء لأي جهة أخرى. يمكنني أن أرى ما كُتب عني وأن أطلب "
            "تصحيحه، وأن أسحب موافقتي متى شئت."
        ),
        "ckb": (
            "ڕازیم کە ڕێکخراوەکە ناوم، ژمارەی تەلەفۆنم و ئامادەبوونم هەڵبگرێت بۆ ڕێکخستنی "
            "چالاکییەکە. تەنیا ئەوانەی کاری تێدا دەکەن دەیبینن و ناو بە هیچ لایەنێکی تر نادرێت. "
            "دەتوانم ببینم چی دەربارەم نووسراوە، داوای ڕاستکردنەوەی بکەم و هەر کاتێک بمەوێت "
            "ڕەزامەندییەکەم بکێشمەوە."
        ),
        "en": (
            "I agree that the organisation keeps my name, my phone number and my attendance, to "
            "run the activity. Only those who work on it see them, and names are given to nobody "
            "else. I may see what is written about me, have it corrected, and take my agreement "
            "back whenever I like."
        ),
        "tr": (
            "Kuruluşun, etkinliği yürütmek için adımı, telefon numaramı ve katılımımı saklamasını "
            "kabul ediyorum. Bunları yalnızca etkinlikte çalışanlar görür, adlar başka kimseye "
            "verilmez. Hakkımda yazılanı görebilir, düzeltilmesini isteyebilir ve onayımı "
            "istediğim zaman geri alabilirim."
        ),
    },
}


def load(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add version 1 of both texts."""
    text_model = apps.get_model("participants", "ConsentText")
    for purpose, words in TEXTS.items():
        text_model.objects.create(
            purpose=purpose,
            version=1,
            **{f"text_{language}": text for language, text in words.items()},
        )


def unload(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take them away; refused by the database once somebody has agreed."""
    apps.get_model("participants", "ConsentText").objects.filter(version=1).delete()


class Migration(migrations.Migration):
    dependencies = [("participants", "0001_initial")]

    operations = [migrations.RunPython(load, unload)]
