"""The sources that can be read: a folder a family, a file a source."""
