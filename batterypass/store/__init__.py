"""Adapters that keep the log on a disk."""
