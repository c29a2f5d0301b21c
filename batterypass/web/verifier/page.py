"""The verifier page with what somebody trusts written into it."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any, Final

_GIVEN: Final = '<script type="application/json" id="given">null</script>'


def page_with(trust: bytes | None, keys: dict[str, Any]) -> bytes:
    """Give the page that carries a trust file and the keys of every party; the same for the same.

    They are data in it and no script, so what the page allows of itself stays as it is.
    """
    page = files("batterypass.web.verifier").joinpath("verify.html").read_text(encoding="utf-8")
    given = {"trust": trust.decode() if trust is not None else None, "keys": keys}
    text = json.dumps(given, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    # Nothing in the data may end it.
    return page.replace(_GIVEN, _GIVEN.replace("null", text.replace("<", "\\u003c"))).encode()
