"""The real data, which the repository does not hold, as the configurations read it."""
