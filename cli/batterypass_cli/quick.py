"""The quick check: the signed head alone. It can prove a fault and never decides authenticity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.app.trust import check_trust, trust_of
from batterypass.app.verdict import Check, Verdict
from batterypass.errors import BrokenError, MalformedError, in_spanish
from batterypass.texts.bilingual import Text

if TYPE_CHECKING:
    from batterypass.app.ledger import Ledger


def check_heads(ledger: Ledger, trust_file: bytes | None) -> Verdict:
    """Check the last signed checkpoint against the stored tree and what is known from outside.

    ``authentic`` is None where nothing is wrong (bytes.md 11), False where the head is proven false.
    """
    session = ledger.session
    start = trust_of(session.around.memory, session.origin, trust_file)
    checks = []
    root = session.root_of_size(session.logged) if session.logged else b""
    problem: Text | None
    try:
        checkpoint = session.checkpoint()
        problem = None if checkpoint.root == root else Text("root", "root")
    except (BrokenError, MalformedError) as error:
        problem = Text(str(error), in_spanish(error))
    checks.append(Check("checkpoint", problem is None, problem.en if problem else "1", problem))
    entry_0 = session.store.statement(0) if session.logged else b""
    wrong = check_trust(start, session.origin, session.store.note(), entry_0)
    outside = Text(str(wrong), in_spanish(wrong)) if wrong is not None else None
    remembered = start.remembered
    if outside is None and remembered is not None and remembered.size:
        known = remembered.size <= session.logged
        if not known or session.root_of_size(remembered.size) != remembered.root:
            outside = Text(*(f"remembered {remembered.size}",) * 2)
    detail = start.kind if outside is None else outside.en
    checks.append(Check("trust", outside is None, detail, outside))
    broken = problem is not None or outside is not None
    return Verdict(
        False if broken else None, None, start.kind, session.origin, session.logged, root, checks
    )
