"""What maps of any page are drawn with: zonings laid over, shapes on paper."""
