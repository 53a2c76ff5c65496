"""What scripts/setup is made of. Python's standard library and pip, nothing else."""
