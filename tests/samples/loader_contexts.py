"""What a source finds when it is read alone, with the files that it needs read before it."""

from loaders.building.gathering import givers, read_files
from loaders.building.ordering import enriched


def informed(context, files, target):
    """Return the context that `target` would find in a build of these files."""
    read = read_files(givers(files, target.needs), context)
    return enriched(context, [(reading.file.source, reading.parsed) for reading in read])
