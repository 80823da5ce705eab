"""The learned linker: what the rules say of a text, as features of trees that decide."""
