"""Pages about staff and signing in."""
