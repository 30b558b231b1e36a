"""Who guides and receives people, and what helps to come and to stay, on screen and on paper."""
