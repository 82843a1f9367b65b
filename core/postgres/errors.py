"""What can go wrong with the database server, said in a sentence."""


class PostgresError(RuntimeError):
    """Something a person has to know about the server; the message says what to do."""
