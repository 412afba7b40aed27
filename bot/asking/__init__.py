"""Questions about films in plain words: understood by rules, answered from the records. No Discord here."""
