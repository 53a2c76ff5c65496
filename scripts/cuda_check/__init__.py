"""What scripts/check_cuda is made of: Python's standard library, but for in_pytorch/."""
