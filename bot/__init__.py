"""The process: listens, ticks, sends."""
