"""Questions about people that span models."""
