"""Trains the learned linker of results."""
