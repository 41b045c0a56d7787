"""The playground: stands in for Telegram, with a chat page, so that anybody can try a bot without a token."""
