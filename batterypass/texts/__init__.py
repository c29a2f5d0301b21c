"""What people read, in Spanish and English, from one catalogue."""
