"""Model + clinic + language -> what a reader is told."""
