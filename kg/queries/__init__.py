"""Questions to one snapshot, a noun a file, each beside the SPARQL that it runs.

Lists take their ids and order from the catalogue and their content from one SPARQL query over those ids.
The functions that take many requests answer them with one SPARQL query together.
"""
