"""What runs in this machine's PyTorch, each a process of its own: packages are used here alone."""
