"""What scripts/setup and scripts/fetch_weights are made of. Python's standard library and pip, nothing else."""
