"""导入: choose a file, match its columns, look at every cell that would change, apply, take back."""
