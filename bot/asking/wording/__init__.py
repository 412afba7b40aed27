"""The wordings of questions, as tables that a reader can follow. Pure data."""
