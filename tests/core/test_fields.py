import pytest
from django.core.exceptions import FieldError, ValidationError
from django.db import connection, models
from django.test.utils import isolate_apps

from core import crypto
from core.fields import EncryptedTextField
from core.scoping import SERVICE, as_owner


@pytest.fixture
def letter_model(db, settings, tmp_path):
    settings.FIELD_KEYS_FILE = tmp_path / "field_keys"
    crypto.make_keys_if_missing()
    with isolate_apps("core"):

        class Letter(models.Model):
            body = EncryptedTextField(max_length=20)
            reply = EncryptedTextField(max_length=20, blank=True)

            class Meta:
                app_label = "core"

    with as_owner(), connection.schema_editor() as editor:
        editor.create_model(Letter)
        editor.execute(f"GRANT ALL ON core_letter TO {SERVICE}")
    return Letter


def test_the_text_is_read_as_it_was_written(letter_model):
    letter = letter_model.objects.create(body="شيرين", reply="07701234567")

    assert letter_model.objects.values_list("body", "reply").get(pk=letter.pk) == (
        "شيرين",
        "07701234567",
    )


def test_the_database_holds_bytes_that_it_cannot_read(letter_model):
    letter_model.objects.create(body="secret")

    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM core_letter")
        (stored,) = cursor.fetchone()

    assert isinstance(stored, bytes)
    assert b"secret" not in stored


def test_an_empty_text_is_null_in_the_database_and_empty_in_python(letter_model):
    letter = letter_model.objects.create(body="x", reply="")

    letter.refresh_from_db()

    assert letter.reply == ""
    assert letter_model.objects.filter(reply__isnull=True).count() == 1


def test_a_new_row_starts_with_an_empty_text(letter_model):
    assert letter_model(body="x").reply == ""


def test_bulk_changes_are_encrypted_too(letter_model):
    letters = letter_model.objects.bulk_create([letter_model(body="a"), letter_model(body="b")])
    for letter in letters:
        letter.reply = f"to {letter.body}"

    letter_model.objects.bulk_update(letters, ["reply"])
    letter_model.objects.filter(body__isnull=False).update(body="same")

    assert list(letter_model.objects.order_by("pk").values_list("body", "reply")) == [
        ("same", "to a"),
        ("same", "to b"),
    ]


@pytest.mark.parametrize("question", ["body", "body__contains", "body__in", "body__length__gt"])
def test_nothing_but_isnull_can_be_asked(letter_model, question):
    with pytest.raises(FieldError, match="encrypted"):
        letter_model.objects.filter(**{question: "x"})


def test_a_row_moved_to_another_column_is_not_read(letter_model):
    letter_model.objects.create(body="x", reply="y")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_letter SET body = reply")

    with pytest.raises(crypto.Unreadable):
        letter_model.objects.get()


def test_a_column_that_is_not_read_needs_no_key(letter_model, settings, tmp_path):
    letter_model.objects.create(body="x")
    settings.FIELD_KEYS_FILE = tmp_path / "lost"

    assert letter_model.objects.only("pk").count() == 1
    assert list(letter_model.objects.values_list("reply", flat=True)) == [""]


@pytest.mark.parametrize("body", ["", "x" * 21])
def test_a_text_too_long_or_missing_is_refused(letter_model, body):
    with pytest.raises(ValidationError, match="body"):
        letter_model(body=body).full_clean()


def test_a_form_asks_for_a_text(letter_model):
    field = letter_model._meta.get_field("body").formfield()

    assert field.clean(" x ") == "x"
    assert field.max_length == 20


def test_a_migration_writes_the_field_down():
    field = EncryptedTextField(max_length=20, blank=True, null=False)

    _, path, args, options = field.deconstruct()

    assert path == "core.fields.EncryptedTextField"
    assert EncryptedTextField(*args, **options).null is False


def test_text_that_is_saved_again_stays_as_it_is_stored(letter_model):
    letter_model.objects.create(body="شيرين")
    before = stored(letter_model)

    letter = letter_model.objects.get()
    letter.reply = "x"
    letter.save()

    assert stored(letter_model) == before


def test_text_that_an_older_key_wrote_is_saved_with_the_newest(letter_model):
    letter_model.objects.create(body="شيرين")
    before = stored(letter_model)
    crypto.add_key()

    letter_model.objects.get().save()

    assert stored(letter_model) != before
    assert letter_model.objects.get().body == "شيرين"


def stored(letter_model):
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM core_letter")
        return bytes(cursor.fetchone()[0])
