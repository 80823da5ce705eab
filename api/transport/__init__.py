"""What stands between strangers and the service: limits, deadlines, log lines, metrics, health."""
