"""Fixtures that several tests of sites share, made once."""

from __future__ import annotations

from cli.custody import full as full
