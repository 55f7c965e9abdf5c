"""Files, streams, archives, text that XML can hold."""
