"""A foreign file becomes a preview; the preview becomes a ChangeSet. No SQL, no Qt."""
