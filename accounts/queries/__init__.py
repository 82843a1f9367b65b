"""Questions about staff that span several models."""
