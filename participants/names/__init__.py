"""Names in four scripts: how they are compared, searched and recognised."""

VERSION = 1
"""Of the functions in the database that the columns are made with."""
