"""Spreadsheets of the field: measured, read, understood and written, without a database."""
