"""What is kept on disk: the writer's records and graph, and the snapshots that readers open."""
