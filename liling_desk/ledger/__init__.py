"""What a commitment is. pydantic and the standard library only: no SQL, no Qt, no files."""
