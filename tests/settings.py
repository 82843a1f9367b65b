"""The settings of the project, on a second embedded cluster that trades durability for speed."""

import os
from datetime import datetime
from zoneinfo import ZoneInfo

os.environ.setdefault("COHESION_CLUSTER", "test")

from cohesion.settings import *  # noqa: F403

# Many tests live some minutes before or after now, on one day. Around midnight in Baghdad they go
# by the clocks of a place where it is evening.
if datetime.now(ZoneInfo("Asia/Baghdad")).hour in (22, 23, 0):
    TIME_ZONE = "UTC"
