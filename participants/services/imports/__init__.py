"""Lists of people: received, checked, applied all or nothing, taken back, and forgotten."""
