"""Arguments in, lines out; nothing else."""
