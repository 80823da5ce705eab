"""Readers of paper lists, a file a format."""
