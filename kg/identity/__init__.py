"""What a thing is called in the graph, and when two descriptions are of one thing."""
