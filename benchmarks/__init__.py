"""What is fast, measured against a peer in the same run: `python3 packaging/desk.py bench`."""
