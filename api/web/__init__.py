"""Pages and assets, all of them served by the service itself."""
