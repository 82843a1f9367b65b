import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

import bootstrap


class Became(Exception):
    pass


@pytest.fixture
def ran(monkeypatch):
    """What would have been run; all of it succeeds."""
    calls = []
    monkeypatch.setattr(bootstrap, "run", lambda *words, env=None: calls.append(words) or 0)
    monkeypatch.setattr(bootstrap, "hear", lambda *words, env: (calls.append(words) or 0, ""))
    return calls


@pytest.fixture
def checkout(monkeypatch, tmp_path):
    """An empty checkout, without a virtual environment."""
    monkeypatch.setattr(bootstrap, "HERE", tmp_path)
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(bootstrap, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    (tmp_path / "requirements.txt").write_text("Django==5.2\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def installed(checkout):
    """A checkout whose virtual environment is there, without packages."""
    bootstrap.PYTHON.parent.mkdir(parents=True)
    bootstrap.PYTHON.touch()
    return checkout


def only_known(monkeypatch, **programs):
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: programs.get(name))


def test_python_without_ensurepip_gets_a_sentence(checkout, monkeypatch, capsys):
    monkeypatch.setattr(bootstrap.importlib.util, "find_spec", lambda name: None)

    assert bootstrap.main(["up"]) == 1

    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    assert f"apt install python{version}-venv" in capsys.readouterr().out


def test_old_python_gets_a_sentence(checkout, monkeypatch, capsys):
    monkeypatch.setattr(bootstrap.sys, "version_info", (3, 9, 2))
    only_known(monkeypatch)

    assert bootstrap.main(["up"]) == 1

    assert "This is Python 3.9; 3.11 or newer is needed." in capsys.readouterr().out


def test_old_python_goes_on_in_a_newer_one(checkout, monkeypatch):
    became = []
    monkeypatch.setattr(bootstrap.sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(bootstrap.os, "environ", {})
    only_known(monkeypatch, **{"python3.12": "/opt/python3.12"})

    def become(program, words):
        became.extend([program, words[-2:]])
        raise Became

    monkeypatch.setattr(bootstrap.os, "execv", become)
    with pytest.raises(Became):
        bootstrap.main(["up", "--port=9000"])

    assert became == ["/opt/python3.12", ["up", "--port=9000"]]


def test_up_becomes_the_serving_process(installed, ran, monkeypatch):
    became = []

    def become(program, words):
        became.extend(words[1:])
        raise Became

    monkeypatch.setattr(bootstrap.os, "execv", become)
    with pytest.raises(Became):
        bootstrap.main(["up", "--port", "9000", "--host", "192.0.2.7", "--demo", "none"])

    assert became == ["manage.py", "serve", "--host=192.0.2.7", "--port=9000", "--demo=none"]


def test_locked_packages_are_installed_with_their_hashes_and_only_once(installed, ran):
    bootstrap.install(["requirements.txt"])
    bootstrap.install(["requirements.txt"])

    assert [words[:3] for words in ran] == [("-m", "pip", "install")]
    assert ran[0][-3:] == ("--require-hashes", "-r", "requirements.txt")


def test_changed_requirements_are_installed_anew(installed, ran):
    bootstrap.install(["requirements.txt"])
    (installed / "requirements.txt").write_text("Django==5.2.1\n")

    bootstrap.install(["requirements.txt"])

    assert len(ran) == 2


def test_failed_installation_is_tried_again_next_time(installed, monkeypatch, capsys):
    monkeypatch.setattr(bootstrap, "run", lambda *words, env=None: 1)

    assert bootstrap.main(["up"]) == 1
    assert "check the network" in capsys.readouterr().out

    calls = []
    monkeypatch.setattr(bootstrap, "run", lambda *words, env=None: calls.append(words) or 0)
    bootstrap.install(["requirements.txt"])
    assert len(calls) == 1


def test_browser_on_the_path_is_taken(monkeypatch):
    monkeypatch.delenv("CHROMIUM", raising=False)
    only_known(monkeypatch, chromium="/opt/chromium")
    monkeypatch.setattr(bootstrap, "works", lambda path: path == "/opt/chromium")

    assert bootstrap.browser() == "/opt/chromium"


def test_browser_is_installed_by_apt_for_root(monkeypatch):
    programs = {"apt-get": "/usr/bin/apt-get"}
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(bootstrap.shutil, "which", programs.get)
    monkeypatch.setattr(bootstrap.os, "geteuid", lambda: 0)
    monkeypatch.setattr(bootstrap, "works", lambda path: True)

    def apt(words, **options):
        if words[-1] == "chromium":
            programs["chromium"] = "/usr/bin/chromium"
        return SimpleNamespace(returncode=0)

    monkeypatch.setattr(bootstrap.subprocess, "run", apt)

    assert bootstrap.browser() == "/usr/bin/chromium"


def test_playwright_brings_its_own_browser_to_an_ordinary_user(monkeypatch, ran):
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(bootstrap.os, "geteuid", lambda: 1000)
    only_known(monkeypatch)

    assert bootstrap.browser() == ""
    assert ran[0] == ("-m", "playwright", "install", "chromium")


def test_no_browser_gets_a_sentence_and_no_skipped_test(monkeypatch):
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(bootstrap.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(bootstrap, "run", lambda *words, env=None: 1)
    only_known(monkeypatch)

    with pytest.raises(bootstrap.CannotGoOnError, match="apt install chromium"):
        bootstrap.browser()


BESIDE = ("-n", "3", "--dist=loadfile", "--no-loadscope-reorder")


@pytest.mark.parametrize(
    ("words", "pytest_words"),
    [
        (["test"], ("-m", "pytest", *BESIDE)),
        (["test", "--all"], ("-m", "pytest", *BESIDE, "-m", "", "--hypothesis-profile=ci")),
        (["test", "tests/core", "-k", "digits"], ("-m", "pytest", "tests/core", "-k", "digits")),
    ],
)
def test_test_hands_the_rest_to_pytest(installed, ran, monkeypatch, words, pytest_words):
    for name in bootstrap.TO_TEST:
        (installed / name).touch()
    monkeypatch.setattr(bootstrap, "browser", lambda: "/opt/chromium")
    monkeypatch.setattr(bootstrap.os, "cpu_count", lambda: 2)

    assert bootstrap.main(words) == 0

    assert pytest_words in ran
    assert ran[-1] == ("manage.py", "pg", "stop")


def test_every_check_runs_and_is_told_although_one_failed(monkeypatch, capfd):
    monkeypatch.setattr(bootstrap, "PYTHON", Path(sys.executable))
    bad = ["-c", "import sys, time; time.sleep(0.5); sys.exit('It is bad')"]

    outcome = bootstrap.run_all(
        {"First": bad, "Second": ["-c", "print('It is good')"]},
        {"Tests": ["-c", "print('They ran')"]},
        dict(os.environ),
    )

    assert outcome == 1
    assert capfd.readouterr().out.splitlines() == [
        "» First.",
        "It is bad",
        "» Second.",
        "It is good",
        "» Tests.",
        "They ran",
        "» FAILED: First.",
    ]


def test_unknown_words_are_refused_before_anything_is_done(capsys):
    with pytest.raises(SystemExit):
        bootstrap.main(["up", "--colour"])

    assert "unknown: --colour" in capsys.readouterr().err


def test_nothing_but_the_standard_library_is_imported():
    said = subprocess.run(
        [sys.executable, "-I", "-S", str(bootstrap.HERE / "bootstrap.py"), "--help"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert "up | test" in said.stdout
