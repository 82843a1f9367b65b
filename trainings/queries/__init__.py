"""Questions that span several models."""
