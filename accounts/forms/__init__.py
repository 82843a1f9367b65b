"""Forms about staff and signing in."""
