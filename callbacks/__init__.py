"""What happens: each module reads controls or a request, asks geodata and answers."""
