"""Movie nights: which films may be nominated, what a host does, and taking that back."""
