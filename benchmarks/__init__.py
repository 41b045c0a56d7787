"""How fast we are beside others, in one command: the same dialogue, the same machine, the same run."""
