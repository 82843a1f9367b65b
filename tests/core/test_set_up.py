import pytest
from django.core.management import call_command

from core.management.commands import set_up
from core.models import Installation


@pytest.fixture
def called(monkeypatch, settings, tmp_path):
    """The commands that let people in, instead of running them."""
    settings.VAR_DIR = tmp_path
    calls = []
    monkeypatch.setattr(set_up, "call_command", lambda *words, **options: calls.append(words[0]))
    monkeypatch.setattr(set_up, "ensure_running", lambda: False)
    monkeypatch.setattr(set_up, "make_keys_if_missing", lambda: False)
    monkeypatch.setattr(set_up.Command, "_collect_static", lambda self: None)
    return lambda: [name for name in calls if name in {"load_demo", "first_administrator_link"}]


pytestmark = pytest.mark.django_db


def test_demo_is_loaded_the_first_time_only(called):
    call_command("set_up")
    call_command("set_up")

    assert called() == ["load_demo", "first_administrator_link"]


def test_what_began_without_a_demo_gets_none_later(called):
    call_command("set_up", demo="none")
    call_command("set_up")

    assert called() == ["first_administrator_link"] * 2


def test_what_was_turned_real_is_not_filled_again(called):
    Installation.objects.update_or_create(pk=1, defaults={"kind": Installation.Kind.DEMO})
    call_command("set_up", demo="story")
    Installation.objects.update(kind=Installation.Kind.REAL)

    call_command("set_up")

    assert called() == ["load_demo", "first_administrator_link"]


def test_running_demo_says_how_to_get_in_and_out(called, capsys):
    Installation.objects.update_or_create(pk=1, defaults={"kind": Installation.Kind.DEMO})

    call_command("set_up", demo="none")

    assert called() == []
    assert "turn_real" in capsys.readouterr().out


def test_lost_key_file_is_made_with_a_warning(called, monkeypatch, capsys):
    monkeypatch.setattr(set_up, "make_keys_if_missing", lambda: True)

    call_command("set_up")

    assert "without this file phone numbers and identities are gone" in capsys.readouterr().out


def test_texts_are_compiled_before_anything_speaks(called, monkeypatch):
    """A report of the demo keeps its words: what it says in Arabic is not English."""
    order = []
    monkeypatch.setattr(set_up, "call_command", lambda *words, **options: order.append(words[0]))
    monkeypatch.setattr(set_up, "make_keys_if_missing", lambda: order.append("keys"))
    monkeypatch.setattr(set_up, "ensure_running", lambda: order.append("database"))

    call_command("set_up")

    assert order == ["build_texts", "keys", "database", "load_demo"]
