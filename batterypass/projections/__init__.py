"""Read models folded from the log; safe to delete and rebuild."""
