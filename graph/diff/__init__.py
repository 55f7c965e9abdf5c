"""What appeared, vanished or changed from one graph to another."""
