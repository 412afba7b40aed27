"""What is seen of ratings."""
