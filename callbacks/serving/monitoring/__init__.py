"""How a server is doing and serves, told without anything of who asked or of what."""
