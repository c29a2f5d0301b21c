"""Marks, labels, placards and plates for carriage, drawn to size.

Each is one small module that makes a :class:`~batterypass.documents.marks.shapes.Mark` in
millimetres from the measures of ``regulations/data/mark-sizes.json``: :mod:`.vocabulary` has the
function that turns the codes of a transport decision into marks, :mod:`.pdf` and :mod:`.svg` print
them. All drawings are this project's own, made after the words of the law.
"""
