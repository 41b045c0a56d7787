"""The steps by which the database got its shape; each can be taken back."""
