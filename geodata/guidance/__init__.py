"""Who guides and receives people, and what helps to come and to stay: places beside the courses."""
