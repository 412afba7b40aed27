"""What members see: cards, pages and replies."""
