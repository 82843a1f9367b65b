from core.formats.shared import *  # noqa: F403
