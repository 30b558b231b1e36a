"""The domain: data in, data out, no screen and no file."""
