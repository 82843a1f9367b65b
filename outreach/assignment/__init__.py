"""Who visits whom: pure functions over plain values; knows no framework and no database."""
