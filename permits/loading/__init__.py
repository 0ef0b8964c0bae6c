"""From a pack's YAML files to rows of the catalogue."""

from permits.loading import parts
from permits.loading.marks import Problem
from permits.loading.reading import BadPack, Content, read
from permits.loading.writing import Report, write

__all__ = ["BadPack", "Content", "Problem", "Report", "parts", "read", "write"]
