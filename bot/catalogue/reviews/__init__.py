"""Reviews: read, quoted, written and marked."""
