"""What packs files: the files of an archive, and what keeps them from being unpacked."""
