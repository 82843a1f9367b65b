"""The smallest valid row of each kind of this room."""
