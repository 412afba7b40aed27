"""The care of films: edits, merges, twins and gaps, and the audit list of it all."""
