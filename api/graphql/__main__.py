"""`python -m api.graphql > api/graphql/schema.graphql` writes the schema anew after a change."""

import sys

from api.graphql.schema import sdl

if __name__ == "__main__":
    sys.stdout.write(sdl())
