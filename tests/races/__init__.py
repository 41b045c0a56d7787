"""Several at one instant: replicas behind one address, people at one concern, ticks of several processes."""
