"""The log frame that a project begins with: one indicator for each thing that is promised."""

from __future__ import annotations

from typing import NamedTuple


class Shipped(NamedTuple):
    """An indicator as it is shipped; `question` names one of the registry, or one to come."""

    code: str
    level: str
    question: str
    over: str
    sides: tuple[str, ...]
    ar: str
    ckb: str
    en: str
    tr: str


EVERY_SIDE = ("status", "age", "disability")
BY_STATUS = ("status",)

SHIPPED = (
    Shipped(
        "enrolled",
        "output",
        "women_enrolled",
        "project",
        EVERY_SIDE,
        "عدد النساء الملتحقات بالدورات",
        "ژمارەی ئەو ژنانەی لە خولەکاندا ناونووس کراون",
        "Women enrolled in courses",
        "Kurslara kayıtlı kadınlar",
    ),
    Shipped(
        "completed",
        "output",
        "women_completed",
        "period",
        EVERY_SIDE,
        "عدد النساء اللواتي أكملن دورة",
        "ژمارەی ئەو ژنانەی خولێکیان تەواو کردووە",
        "Women who completed a course",
        "Bir kursu tamamlayan kadınlar",
    ),
    Shipped(
        "sessions",
        "output",
        "sessions_held",
        "period",
        (),
        "الجلسات المنعقدة من الجلسات المخططة",
        "دانیشتنە بەڕێوەچووەکان لە پلانکراوەکان",
        "Sessions held of those planned",
        "Planlananlardan yapılan oturumlar",
    ),
    Shipped(
        "balance",
        "output",
        "cohorts_within_balance",
        "period",
        (),
        "المجموعات التي حققت هدف التوازن",
        "ئەو گرووپانەی ئامانجی هاوسەنگییان پێکاوە",
        "Cohorts within the balance target",
        "Denge hedefine ulaşan gruplar",
    ),
    Shipped(
        "attendance",
        "output",
        "attendance_rate",
        "period",
        BY_STATUS,
        "نسبة الحضور",
        "ڕێژەی ئامادەبوون",
        "Attendance rate",
        "Devam oranı",
    ),
    Shipped(
        "commitment",
        "output",
        "commitment_rate",
        "period",
        BY_STATUS,
        "نسبة الالتزام: حضور أو غياب بعذر",
        "ڕێژەی پابەندبوون: ئامادە یان بە پاساو",
        "Commitment rate: there or excused",
        "Bağlılık oranı: gelen veya mazeretli",
    ),
    Shipped(
        "dialogue",
        "output",
        "dialogue_minutes",
        "period",
        BY_STATUS,
        "دقائق الحوار التي شاركت فيها النساء",
        "ئەو خولەکانەی گفتوگۆ کە ژنان تێیدا بوون",
        "Minutes of dialogue that women were in",
        "Kadınların katıldığı diyalog dakikaları",
    ),
    Shipped(
        "playroom",
        "output",
        "playroom_children",
        "project",
        ("child_age", "child_sex"),
        "عدد الأطفال الذين اعتُني بهم في غرفة اللعب",
        "ژمارەی ئەو منداڵانەی لە ژووری یاری چاودێری کران",
        "Children looked after in the playroom",
        "Oyun odasında bakılan çocuklar",
    ),
    Shipped(
        "asked-about",
        "outcome",
        "follow_ups_in_time",
        "period",
        BY_STATUS,
        "حالات الغياب التي جرى السؤال عنها خلال يومين",
        "ئەو نەهاتنانەی لە دوو ڕۆژدا هەواڵیان پرسرا",
        "Absences asked about within two days",
        "İki gün içinde sorulan devamsızlıklar",
    ),
    Shipped(
        "visits",
        "output",
        "visits_made",
        "period",
        (),
        "الزيارات إلى الأسر",
        "سەردانی خێزانەکان",
        "Visits to households",
        "Ailelere yapılan ziyaretler",
    ),
    Shipped(
        "visits-across",
        "outcome",
        "visits_across",
        "period",
        (),
        "نسبة الزيارات بين المجتمعات",
        "ڕێژەی سەردانەکانی نێوان کۆمەڵگاکان",
        "Visits across communities",
        "Topluluklar arası ziyaretler",
    ),
    Shipped(
        "garments",
        "output",
        "garments_delivered",
        "period",
        BY_STATUS,
        "قطع الملابس التي تسلّمها المحتاجون",
        "ئەو جلانەی بە هەژاران دران",
        "Garments that people in need received",
        "İhtiyaç sahiplerine verilen giysiler",
    ),
    Shipped(
        "went-on",
        "outcome",
        "progression",
        "period",
        (),
        "النساء اللواتي التحقن بدورة أخرى بعد إكمال دورة",
        "ئەو ژنانەی دوای تەواوکردنی خولێک چوونە خولێکی تر",
        "Women who went on to another course",
        "Başka bir kursa geçen kadınlar",
    ),
    Shipped(
        "mixing",
        "outcome",
        "mixing",
        "period",
        (),
        "الاختلاط بين المجموعات في الصف",
        "تێکەڵبوونی گرووپەکان لە پۆلدا",
        "Mixing between groups in the classroom",
        "Sınıfta gruplar arası kaynaşma",
    ),
    Shipped(
        "confidence",
        "impact",
        "self_confidence",
        "period",
        (),
        "النساء اللواتي ازدادت ثقتهن بأنفسهن",
        "ئەو ژنانەی متمانەیان بە خۆیان زیادی کردووە",
        "Women with more self-confidence",
        "Özgüveni artan kadınlar",
    ),
)
"""In the order of the table. What nobody measures yet has its place and says so."""
