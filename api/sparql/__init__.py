"""The SPARQL endpoint: what strangers ask is answered in processes that can do nothing else."""
