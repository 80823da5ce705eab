"""Every way in and out: command line, GraphQL and web application."""
