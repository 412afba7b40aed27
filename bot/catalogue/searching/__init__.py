"""Finding films: by title, by name, by conditions, and by words of reviews; the indexes kept in step."""
