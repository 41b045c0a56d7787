"""The shared tools of every dialogue and view."""
