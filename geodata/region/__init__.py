"""What the files of a region declare: its contract, figures beside ours, its rules of rev3."""
