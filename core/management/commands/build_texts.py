"""Compile the translations without gettext."""

from __future__ import annotations

from pathlib import Path

import polib
from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation.reloader import translation_file_changed


class Command(BaseCommand):
    """Make the compiled catalogues that are missing or older than their source."""

    help = "Compile the translations; those that are up to date are left alone."
    requires_system_checks = ()

    def handle(self, *args: object, **options: object) -> None:
        """Compile and say how many."""
        built = build_texts([Path(folder) for folder in settings.LOCALE_PATHS])
        for catalogue in built:
            # A language that was turned to before its texts were there would stay without them.
            translation_file_changed(None, catalogue)
        self.stdout.write(f"» Translations: {len(built)} compiled.")


def build_texts(folders: list[Path]) -> list[Path]:
    """Compile what is out of date, and name it."""
    sources = [path for folder in folders for path in sorted(folder.glob("*/LC_MESSAGES/*.po"))]
    return [_compile(source) for source in sources if _is_newer(source)]


def _is_newer(source: Path) -> bool:
    built = source.with_suffix(".mo")
    return not built.exists() or built.stat().st_mtime < source.stat().st_mtime


def _compile(source: Path) -> Path:
    built = source.with_suffix(".mo")
    part = source.with_suffix(".mo.part")
    polib.pofile(str(source)).save_as_mofile(str(part))
    return part.replace(built)
