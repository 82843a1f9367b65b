"""Load the first wording of the other purposes; a new wording is a new version."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TEXTS = {
    "community_identity": {
        "ar": (
            "أوافق على أن تحفظ المنظمة ما قلته عن قوميتي وعن ديني أو معتقدي، لكي تتأكد من أن "
            "النشاط يجمع نساء من كل المجتمعات. يُحفظ ذلك مشفّراً ومنفصلاً عن اسمي، ولا يظهر في "
            "أي قائمة. يمكنني ألا أجيب، وأن أسحب موافقتي متى شئت فيُمحى ما قلته."
        ),
        "ckb": (
            "ڕازیم کە ڕێکخراوەکە ئەوەی دەربارەی نەتەوە و ئایین یان باوەڕم گوتوومە هەڵبگرێت، بۆ "
            "ئەوەی دڵنیا بێت چالاکییەکە ژنانی هەموو پێکهاتەکان کۆدەکاتەوە. بە نهێنی‌کراوی و جیا "
            "لە ناوم هەڵدەگیرێت و لە هیچ لیستێکدا دەرناکەوێت. دەتوانم وەڵام نەدەمەوە، و هەر کاتێک "
            "بمەوێت ڕەزامەندییەکەم بکێشمەوە، ئەوسا ئەوەی گوتوومە دەسڕێتەوە."
        ),
        "en": (
            "I agree that the organisation keeps what I said about my ethnicity and my religion "
            "or belief, to see that the activity brings together women of every community. It is "
            "kept encrypted and apart from my name, and it stands on no list. I need not answer, "
            "and I may take my agreement back whenever I like; what I said is then erased."
        ),
        "tr": (
            "Kuruluşun, etkinliğin her topluluktan kadınları bir araya getirdiğinden emin olmak "
            "için etnik kimliğim ve dinim ya da inancım hakkında söylediklerimi saklamasını kabul "
            "ediyorum. Bunlar şifrelenerek ve adımdan ayrı saklanır, hiçbir listede yer almaz. "
            "Yanıt vermeyebilir, onayımı istediğim zaman geri alabilirim; söylediklerim o zaman "
            "silinir."
        ),
    },
    "contact_by_phone": {
        "ar": (
            "أوافق على أن تتصل بي العاملات في المنظمة على رقم الهاتف الذي أعطيته، بشأن النشاط. "
            "أقول لهن متى يكون الاتصال آمناً ومن قد يرد على الهاتف."
        ),
        "ckb": (
            "ڕازیم کە کارمەندانی ڕێکخراوەکە دەربارەی چالاکییەکە پەیوەندیم پێوە بکەن بەو ژمارەیەی "
            "داومە. پێیان دەڵێم کەی پەیوەندیکردن بێ مەترسییە و کێ لەوانەیە وەڵامی تەلەفۆنەکە "
            "بداتەوە."
        ),
        "en": (
            "I agree that staff of the organisation call me on the number that I gave, about the "
            "activity. I tell them when a call is safe, and who may answer the phone."
        ),
        "tr": (
            "Kuruluş çalışanlarının etkinlikle ilgili olarak verdiğim numaradan beni aramasını "
            "kabul ediyorum. Aramanın ne zaman güvenli olduğunu ve telefona kimin bakabileceğini "
            "onlara söylerim."
        ),
    },
    "contact_by_peer": {
        "ar": (
            "أوافق على أن تتصل بي مشاركة أخرى من مجموعتي إذا غبت، لتسأل عني. لا يُعطى رقمي إلا "
            "لمن أعرفها."
        ),
        "ckb": (
            "ڕازیم کە بەشداربوویەکی تری کۆمەڵەکەم، ئەگەر نەهاتم، پەیوەندیم پێوە بکات و هەواڵم "
            "بپرسێت. ژمارەکەم تەنیا بەوانە دەدرێت کە دەیانناسم."
        ),
        "en": (
            "I agree that another participant of my group calls me when I stay away, to ask how I "
            "am. My number is given only to somebody whom I know."
        ),
        "tr": (
            "Gelmediğimde grubumdan başka bir katılımcının beni arayıp hâlimi sormasını kabul "
            "ediyorum. Numaram yalnızca tanıdığım birine verilir."
        ),
    },
    "home_visit": {
        "ar": (
            "أوافق على أن تزورني في بيتي عاملات من المنظمة أو متطوعات، في موعد نتفق عليه قبل ذلك. "
            "يمكنني أن أرفض أي زيارة أو أنهيها."
        ),
        "ckb": (
            "ڕازیم کە کارمەندان یان خۆبەخشانی ڕێکخراوەکە سەردانی ماڵم بکەن، لە کاتێکدا کە پێشتر "
            "لەسەری ڕێک دەکەوین. دەتوانم هەر سەردانێک ڕەت بکەمەوە یان کۆتایی پێ بهێنم."
        ),
        "en": (
            "I agree that staff or volunteers of the organisation visit me at home, at a time that "
            "we have agreed on before. I may refuse or end any visit."
        ),
        "tr": (
            "Kuruluşun çalışanlarının ya da gönüllülerinin, önceden kararlaştırdığımız bir zamanda "
            "beni evimde ziyaret etmesini kabul ediyorum. Her ziyareti reddedebilir ya da "
            "sonlandırabilirim."
        ),
    },
    "photo": {
        "ar": (
            "أوافق على أن أظهر في صور النشاط، وعلى أن تنشرها المنظمة دون اسمي. يمكنني أن أسحب "
            "موافقتي، فلا تُستعمل الصور بعد ذلك."
        ),
        "ckb": (
            "ڕازیم کە لە وێنەکانی چالاکییەکەدا دەربکەوم و ڕێکخراوەکە بەبێ ناوم بڵاویان بکاتەوە. "
            "دەتوانم ڕەزامەندییەکەم بکێشمەوە، ئەوسا وێنەکان ئیتر بەکار ناهێنرێن."
        ),
        "en": (
            "I agree to be in pictures of the activity, and that the organisation publishes them "
            "without my name. I may take my agreement back; the pictures are then used no more."
        ),
        "tr": (
            "Etkinlik fotoğraflarında yer almayı ve kuruluşun bunları adım olmadan yayımlamasını "
            "kabul ediyorum. Onayımı geri alabilirim; fotoğraflar o zaman artık kullanılmaz."
        ),
    },
    "share_with_donor": {
        "ar": (
            "أوافق على أن تحكي المنظمة للجهة المانحة قصتي كما رويتها أنا. لا يُعطى اسمي ولا رقم "
            "هاتفي ولا عنواني."
        ),
        "ckb": (
            "ڕازیم کە ڕێکخراوەکە چیرۆکەکەم، وەک خۆم گێڕاومەتەوە، بۆ لایەنی بەخشەر بگێڕێتەوە. "
            "ناو، ژمارەی تەلەفۆن و ناونیشانم نادرێت."
        ),
        "en": (
            "I agree that the organisation tells the donor my story as I told it. My name, my "
            "phone number and my address are not given."
        ),
        "tr": (
            "Kuruluşun hikâyemi anlattığım gibi bağışçıya aktarmasını kabul ediyorum. Adım, "
            "telefon numaram ve adresim verilmez."
        ),
    },
    "research": {
        "ar": (
            "أوافق على أن تُستعمل إجاباتي في بحث عن كيفية عيش المجتمعات معاً. تُستعمل دون اسمي، "
            "وتُجمع مع إجابات غيري فلا يعرف أحد ما قلته."
        ),
        "ckb": (
            "ڕازیم کە وەڵامەکانم لە توێژینەوەیەکدا دەربارەی پێکەوەژیانی پێکهاتەکان بەکاربهێنرێن. "
            "بەبێ ناوم بەکاردەهێنرێن و لەگەڵ وەڵامی کەسانی تر کۆدەکرێنەوە، بۆیە کەس نازانێت من "
            "چیم گوتووە."
        ),
        "en": (
            "I agree that my answers are used in research on how communities live together. They "
            "are used without my name and put together with those of others, so that nobody "
            "learns what I said."
        ),
        "tr": (
            "Yanıtlarımın toplulukların birlikte nasıl yaşadığına dair bir araştırmada "
            "kullanılmasını kabul ediyorum. Adım olmadan kullanılır ve başkalarının yanıtlarıyla "
            "birleştirilir; böylece kimse benim ne söylediğimi öğrenmez."
        ),
    },
}


def load(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add version 1 of each."""
    text_model = apps.get_model("participants", "ConsentText")
    text_model.objects.bulk_create(
        text_model(
            purpose=purpose,
            version=1,
            **{f"text_{language}": text for language, text in words.items()},
        )
        for purpose, words in TEXTS.items()
    )


def unload(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take them away; refused by the database once somebody has decided on one."""
    text_model = apps.get_model("participants", "ConsentText")
    text_model.objects.filter(purpose__in=list(TEXTS), version=1).delete()


class Migration(migrations.Migration):
    dependencies = [("participants", "0005_registration")]

    operations = [migrations.RunPython(load, unload)]
