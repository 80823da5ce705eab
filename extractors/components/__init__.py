"""spaCy components, a file each; `annotations.py` says what they hand to one another on the Doc."""
