"""The one style of our web pages: it stands in each page, so that a page alone is whole.

From 320 px upward (tables of two columns), black on white (contrast 21:1, links 8.6:1), larger with the reader's own type
size, plain in print. Nothing is loaded from anywhere.
"""

from __future__ import annotations

from typing import Final

STYLE: Final = (
    ":root{color-scheme:light}"
    "*{box-sizing:border-box}"
    "body{margin:0 auto;padding:1rem;max-width:56rem;background:#fff;color:#000;"
    "font:1rem/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif;"
    "overflow-wrap:anywhere}"
    "h1{font-size:1.6rem;line-height:1.2;margin:.5rem 0}"
    "h2{font-size:1.2rem;margin:2rem 0 .5rem;border-bottom:2px solid #000}"
    "a{color:#003f9e}a:focus-visible{outline:3px solid #003f9e;outline-offset:2px}"
    ".skip{position:absolute;left:-100rem}.skip:focus{position:static}"
    ".id{font:700 1.3rem/1.3 ui-monospace,Consolas,monospace;letter-spacing:.05em;"
    "display:inline-block;white-space:nowrap}"
    ".status{display:inline-block;border:3px solid #000;padding:.1rem .7rem;font-weight:700}"
    ".warn{border:3px solid #000;border-left-width:1rem;padding:.25rem 1rem;margin:1rem 0}"
    "table{border-collapse:collapse;width:100%;margin:0 0 1rem}"
    "caption{text-align:left;font-weight:700;padding:.75rem 0 .25rem}"
    "th,td{text-align:left;vertical-align:top;padding:.3rem .5rem .3rem 0;"
    "border-bottom:1px solid #767676}"
    "thead th{border-bottom:2px solid #000}tbody th{font-weight:400;width:45%}td{font-weight:600}"
    "th{overflow-wrap:break-word;hyphens:auto}"
    ".ref{display:block;font-weight:400;font-size:.85rem;color:#3d3d3d}"
    ".bar{display:block;width:100%;height:.9rem;border:1px solid #000}"
    "nav ul{list-style:none;padding:0;margin:0}"
    "code{font-family:ui-monospace,Consolas,monospace;font-size:.9em;font-weight:400}"
    "ul{padding-left:1.2rem}.ids{list-style:none;padding:0;columns:15rem}"
    ".ids a{font-family:ui-monospace,Consolas,monospace;display:inline-block;padding:.35rem 0}"
    "footer{margin-top:2rem;border-top:2px solid #000;font-size:.9rem}"
    "@media(max-width:30rem){tbody th{width:38%}.warn{padding:.25rem .5rem}}"
    "summary{cursor:pointer;padding:.35rem 0}"
    "summary:focus-visible{outline:3px solid #003f9e;outline-offset:2px}"
    "@media print{body{max-width:none;font-size:10pt;padding:0}nav,.skip{display:none}"
    "h2{break-after:avoid}tr,.warn{break-inside:avoid}a{color:#000}}"
)
