"""A process that appends to a ledger and says what was acknowledged: run by tests, and killed.

``python writer.py FOLDER SALT FIRST COUNT [same]``: one line ``number index digest`` for each pack,
flushed; ``retry`` on standard error for each conflict. Two threads share the work where COUNT is
given as ``NxT``.
"""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path
from threading import Lock, Thread

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from batterypass.errors import ConflictError
from faults.yard import START, Yard, make

_SAYING = Lock()


def write(folder: Path, salt: str, numbers: range) -> None:
    """Append each pack; on a conflict try again, as the error says."""
    yard = Yard(folder, salt=salt)
    yard.clock.now = START + timedelta(days=30)
    with yard.open() as ledger:
        for number in numbers:
            while True:
                try:
                    (done,) = make(ledger, [number])
                except ConflictError:
                    with _SAYING:
                        sys.stderr.write("retry\n")
                    continue
                break
            # A pack that was there already is answered by the plan, without the digest.
            digest = ledger.entry(done.index).digest
            with _SAYING:
                sys.stdout.write(f"{number} {done.index} {digest}\n")
                sys.stdout.flush()
            yard.clock.pass_by(seconds=20)


def main() -> None:
    """Read the command line."""
    folder, salt, first, count = sys.argv[1:5]
    each, _, threads = count.partition("x")
    same = sys.argv[5:] == ["same"]
    workers = [
        Thread(
            target=write,
            args=(
                Path(folder),
                f"{salt}-{place}",
                range(int(first), int(first) + int(each))
                if same
                else range(int(first) + place * int(each), int(first) + (place + 1) * int(each)),
            ),
        )
        for place in range(int(threads or 1))
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


if __name__ == "__main__":
    main()
