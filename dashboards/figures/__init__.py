"""Numbers as pages tell them: charts with their findings, tables, sentences."""
