"""Normalisation of text with an exact map back to the characters as read."""
