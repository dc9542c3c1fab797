"""Quality: numbers that tell how well something does."""
