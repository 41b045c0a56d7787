"""One file per step, in order of their numbers; a step that has been released is never changed."""
