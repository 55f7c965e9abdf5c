"""The index of terms, made with the build: what find and explain read, and where in records.jsonl the rest stands."""
