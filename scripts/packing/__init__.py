"""What scripts/package is made of. Python's standard library, nothing else."""
