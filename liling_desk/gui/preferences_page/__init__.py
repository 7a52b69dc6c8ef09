"""The user's choices; each takes effect at once."""
