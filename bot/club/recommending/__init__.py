"""What to watch: ranked by what neighbours like and what a member likes in films."""
