"""Text to records: sources, normalisation, spaCy components and the pipeline."""
