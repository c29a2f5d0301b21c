"""A process that brings a copy of a replica up to date: run by tests, and killed.

``python grow.py REPLICA SOURCE COPY``: copies the folder, says ``ready``, and grows.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from sites.copies import Replica

if __name__ == "__main__":
    replica, source, copy = map(Path, sys.argv[1:])
    shutil.copytree(replica, copy)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    Replica(copy).grow(source)
