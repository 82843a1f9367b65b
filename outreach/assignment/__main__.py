"""`python -m outreach.assignment`: a question comes in, pickled, and its answer goes out.

The libraries behind it take more memory than everything else in a worker together, so they are
loaded in a process of their own that ends with the answer.
"""

import pickle
import sys

from outreach.assignment.child import Question


def main() -> None:
    """Answer the one question of the standard input."""
    question: Question = pickle.load(sys.stdin.buffer)  # noqa: S301 -- from `child.ask` alone
    pickle.dump(question.answer(), sys.stdout.buffer)


main()
