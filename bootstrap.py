#!/usr/bin/env python3
"""From a bare machine to a running product, or to its tests, in one command.

    python3 bootstrap.py up      install, set up, serve
    python3 bootstrap.py test    install, check, run all tests

It needs nothing but Python's standard library, and says what it does step by step.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST_PYTHON = (3, 11)
NEWER_PYTHONS = ["python3.14", "python3.13", "python3.12", "python3.11"]
TO_RUN = ["requirements.txt"]
TO_TEST = ["requirements.txt", "requirements-dev.txt", "requirements-browser.txt"]
BROWSERS = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"]
# A script in .venv/bin breaks when the folder moves, and this one cannot be run with -m.
LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
RE_EXECUTED = "COHESION_BOOTSTRAP_PYTHON"


class CannotGoOnError(Exception):
    """A sentence that says what is missing and how to get it."""


def main(words: list[str]) -> int:
    """Do what was asked; a missing piece becomes a sentence."""
    options, others = _options().parse_known_args(words)
    if others and options.task != "test":
        _options().error(f"unknown: {' '.join(others)}")
    os.chdir(HERE)
    try:
        use_fitting_python(words)
        if options.task == "up":
            return up(options)
        return test([word for word in others if word != "--"], everything=options.all)
    except CannotGoOnError as missing:
        say(f"Cannot go on. {missing}")
        return 1
    except PermissionError as refused:
        say(f"Cannot go on. This user may not write {refused.filename}; run this as its owner.")
        return 1
    except KeyboardInterrupt:
        say("Stopped.")
        return 130


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bootstrap.py", description=__doc__.split("\n")[0])
    tasks = parser.add_subparsers(dest="task", required=True, metavar="up | test")
    serving = tasks.add_parser("up", help="install, set up and serve")
    serving.add_argument("--port", type=int, default=8000, help="default: 8000")
    serving.add_argument(
        "--host", default="127.0.0.1", help="0.0.0.0 opens it to the office network"
    )
    serving.add_argument(
        "--demo", choices=["none", "story"], help="default: the story, the first time only"
    )
    testing = tasks.add_parser("test", help="install, check and test; the rest goes to pytest")
    testing.add_argument("--all", action="store_true", help="the long tests too")
    return parser


# --- What there is to do -------------------------------------------------------


def up(options: argparse.Namespace) -> int:
    """Install, then become the serving process, so that Ctrl-C reaches it and nobody else."""
    install(TO_RUN)
    serve = ["manage.py", "serve", f"--host={options.host}", f"--port={options.port}"]
    if options.demo:
        serve.append(f"--demo={options.demo}")
    os.execv(PYTHON, [str(PYTHON), *serve])  # noqa: S606


def test(for_pytest: list[str], *, everything: bool) -> int:
    """Install, then run every check and test, and name those that failed."""
    install(TO_TEST)
    environment = dict(os.environ, COHESION_CLUSTER="test", CHROMIUM=browser())
    say("Starting the database of the tests, and compiling the translations.")
    for task in (["pg", "start"], ["build_texts"]):
        if run("manage.py", *task, env=environment):
            raise CannotGoOnError("The tests have no database; above is why.")
    try:
        return run_all(checks(), tests(for_pytest, everything), environment)
    finally:
        for cluster in ("test", "fault"):
            run("manage.py", "pg", "stop", env=environment | {"COHESION_CLUSTER": cluster})


def checks() -> dict[str, list[str]]:
    """Each check under its spoken name."""
    return {
        "Checking the Python code (ruff)": ["-m", "ruff", "check", "."],
        "Checking its layout (ruff)": ["-m", "ruff", "format", "--check", "."],
        "Checking the layout of templates (djade)": ["djade", "--check", *templates()],
        "Checking the templates (djlint)": ["-m", "djlint", "--lint", "--quiet", *templates()],
        "Checking the types (mypy)": ["-m", "mypy", "."],
        "Checking that the arrows between rooms go one way": [
            "-c", LINT_IMPORTS,
        ],
        "Checking that no migration is missing": [
            "manage.py", "makemigrations", "--check", "--dry-run",
        ],
        "Checking the settings, pages and database": [
            "manage.py", "check", "--database", "default",
        ],
    }  # fmt: skip


def tests(for_pytest: list[str], everything: bool) -> dict[str, list[str]]:
    """The tests, on several cores unless some are named; an empty marker takes the long ones in."""
    # One more than there are cores, since some tests wait; in the order of tests/conftest.py.
    processes = min(4, (os.cpu_count() or 1) + 1)
    in_order = ["--dist=loadfile", "--no-loadscope-reorder"]
    beside = [] if for_pytest else ["-n", str(processes), *in_order]
    # What is made up is the same in each run of all; in other runs it is new, and finds more.
    long_ones = ["-m", "", "--hypothesis-profile=ci"] if everything else []
    name = "Running all tests, the long ones too" if everything else "Running the tests"
    return {name: ["-m", "pytest", *beside, *long_ones, *for_pytest]}


def run_all(checks: dict[str, list[str]], tests: dict[str, list[str]], env: dict[str, str]) -> int:
    """Run all of them, whatever fails, so that one run tells everything."""
    failed = []
    with ThreadPoolExecutor(os.cpu_count()) as beside:  # several checks at a time, told in order
        heard = {name: beside.submit(hear, *words, env=env) for name, words in checks.items()}
        for name, check in heard.items():
            say(f"{name}.")
            code, said = check.result()
            print(said, end="", flush=True)
            if code:
                failed.append(name)
    for name, words in tests.items():
        say(f"{name}.")
        if run(*words, env=env):
            failed.append(name)
    for name in failed:
        say(f"FAILED: {name}.")
    return 1 if failed else 0


def templates() -> list[str]:
    """All templates of our own."""
    folders = [folder for folder in HERE.iterdir() if (folder / "__init__.py").exists()]
    ours = [HERE / "templates", *(folder / "templates" for folder in folders)]
    return sorted(str(page.relative_to(HERE)) for top in ours for page in top.rglob("*.html"))


# --- What has to be there ------------------------------------------------------


def use_fitting_python(words: list[str]) -> None:
    """Go on in a newer Python if this one is too old and a newer one is here."""
    if os.name == "nt":
        raise CannotGoOnError(
            "This runs on Linux and macOS. On Windows, install WSL (`wsl --install`), "
            "and run it there."
        )
    if sys.version_info >= OLDEST_PYTHON:
        return
    found = next(filter(None, map(shutil.which, NEWER_PYTHONS)), None)
    if found is None or RE_EXECUTED in os.environ:
        raise CannotGoOnError(
            f"This is Python {sys.version_info[0]}.{sys.version_info[1]}; 3.11 or newer is needed. "
            f"Install it (Debian and Ubuntu: `apt install python3.11 python3.11-venv`; macOS: "
            f"`brew install python@3.11`; otherwise from python.org) and run this again."
        )
    say(f"This Python is too old; going on with {found}.")
    os.environ[RE_EXECUTED] = found
    os.execv(found, [found, str(Path(__file__).resolve()), *words])  # noqa: S606


def install(requirements: list[str]) -> None:
    """Make the virtual environment and install what is locked, unless that was done before."""
    make_venv()
    stamp = VENV / f"installed-{len(requirements)}.stamp"
    state = state_of(requirements)
    if stamp.exists() and stamp.read_text() == state:
        return
    say(f"Installing the locked packages of {', '.join(requirements)}; this takes a minute.")
    wanted = [word for name in requirements for word in ("-r", name)]
    pip = ["-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
    # A machine may tell pip to install for the user, which a virtual environment refuses.
    if run(*pip, "--require-hashes", *wanted, env=dict(os.environ, PIP_USER="0")):
        raise CannotGoOnError(
            "pip could not install the packages; above is why. It follows this machine's own pip "
            "settings (a proxy or a mirror, say); if they are right, check the network and run "
            "this again."
        )
    stamp.write_text(state)


def make_venv() -> None:
    """The virtual environment, made anew if its Python is another one."""
    stamp = VENV / "python.stamp"
    state = f"{sys.version_info[0]}.{sys.version_info[1]}"
    if PYTHON.exists() and (not stamp.exists() or stamp.read_text() == state):
        return
    if importlib.util.find_spec("ensurepip") is None:
        raise CannotGoOnError(
            f"This Python has no “ensurepip”, so it cannot make a virtual environment. On Debian "
            f"and Ubuntu: `apt install python{state}-venv`, then run this again."
        )
    say("Making a virtual environment in .venv.")
    if subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=False).returncode:
        raise CannotGoOnError("Python could not make the virtual environment; above is why.")
    stamp.write_text(state)


def state_of(requirements: list[str]) -> str:
    """A digest that changes when other packages are wanted, or for another Python."""
    digest = hashlib.sha256(sys.version.encode())
    for name in requirements:
        digest.update((HERE / name).read_bytes())
    return digest.hexdigest()


def browser() -> str:
    """The path of a Chromium; empty for the one that Playwright keeps itself."""
    given = os.environ.get("CHROMIUM")
    found = [given] if given else filter(None, map(shutil.which, BROWSERS))
    for path in found:
        if works(path):
            return path
    if given:
        raise CannotGoOnError(f"CHROMIUM says {given}, but that does not run.")
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say("Installing Debian's Chromium for the browser tests.")
        quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
        for words in (["update", "-qq"], ["install", "-qq", "-y", "chromium"]):
            subprocess.run(["apt-get", *words], env=quiet, check=False)
        installed = shutil.which("chromium")
        if installed and works(installed):
            return installed
    say("Installing Playwright's Chromium for the browser tests.")
    if run("-m", "playwright", "install", "chromium") == 0 and playwright_works():
        return ""
    raise CannotGoOnError(
        "The browser tests need Chromium, and it could not be installed; above is why. On Debian: "
        "`apt install chromium`. Elsewhere install Chromium or Chrome, and if it is not on the "
        "PATH, name it: `CHROMIUM=/path/to/it python3 bootstrap.py test`."
    )


def works(path: str) -> bool:
    """True if this browser starts; some systems put a mere hint in its place."""
    try:
        tried = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return tried.returncode == 0


def playwright_works() -> bool:
    """True if Playwright's own Chromium starts; it may lack system libraries."""
    attempt = (
        "from playwright.sync_api import sync_playwright\n"
        "with sync_playwright() as p: p.chromium.launch(args=['--no-sandbox']).close()"
    )
    return run("-c", attempt) == 0


def run(*words: str, env: dict[str, str] | None = None) -> int:
    """Run something with the virtual environment's Python, or a program beside it."""
    return subprocess.run(command(*words), env=env, check=False).returncode


def hear(*words: str, env: dict[str, str] | None = None) -> tuple[int, str]:
    """The same, and what it said."""
    done = subprocess.run(
        command(*words),
        env=env,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    return done.returncode, done.stdout


def command(*words: str) -> list[str]:
    """The command line of something of the virtual environment."""
    is_program = words[0] == "djade"
    return [str(PYTHON.with_name("djade")), *words[1:]] if is_program else [str(PYTHON), *words]


def say(sentence: str) -> None:
    """Tell at once, also where the output is a file."""
    print(f"» {sentence}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
