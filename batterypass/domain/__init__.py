"""The words of the field: ids, parties, items, events, and the fold that gives an item's state."""
