"""Files of papers, in any of several formats, to Paper records."""

from extractors.sources.discovery import Discovery, SourceFile, discover, read, sources
from extractors.sources.source import Source

__all__ = ["Discovery", "Source", "SourceFile", "discover", "read", "sources"]
