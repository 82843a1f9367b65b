"""What is asked about a person, part by part; the same parts register her and change her record."""
