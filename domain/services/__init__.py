"""The deeds: one file per thing that people do, each asking permission first."""
