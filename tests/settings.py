"""The settings of the project, on a second embedded cluster that trades durability for speed."""

import os

os.environ.setdefault("COHESION_CLUSTER", "test")

from cohesion.settings import *  # noqa: F403
