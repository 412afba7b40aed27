"""What films there are: records, readers, the loader, the store and the title index."""
