"""How pages and files are served: routes, headers, compression, waiting for a store."""
