"""The attendance rules as plain values and pure functions, without Django and without I/O."""
