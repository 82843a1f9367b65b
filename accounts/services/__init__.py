"""Changes to staff and their sign-ins."""
