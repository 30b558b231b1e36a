"""The files of the sources: found in folders and archives, the newest kept."""
