"""Packaged data of the documents: official headings, box titles and declarations, with their dates."""
