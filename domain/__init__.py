"""The rules of the service and the deeds people do with them; no outside world in here."""
