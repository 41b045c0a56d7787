"""Which of the bot's commands a person is offered in a chat: the narrowest scope first, as Telegram has it."""

from bot.playground.people import Chat, Json, Person
from bot.playground.world import World


def commands_for(world: World, person: Person, chat: Chat) -> list[Json]:
    """The list of the first scope and language that has one."""
    language = (person.language_code or "").partition("-")[0]
    kept = world.wardrobe.commands
    for scope in _scopes(person, chat):
        for spoken in (language, ""):
            if kept.get((scope, spoken)):
                return kept[scope, spoken]
    return []


def _scopes(person: Person, chat: Chat) -> list[str]:
    """Who founded a group administers it."""
    if chat.type == "private":
        return [f"chat:{chat.id}", "all_private_chats", "default"]
    narrow = [f"chat_member:{chat.id}:{person.id}"]
    if chat.members and chat.members[0] == person.id:
        narrow.append(f"chat_administrators:{chat.id}")
        return [*narrow, f"chat:{chat.id}", "all_chat_administrators", "all_group_chats", "default"]
    return [*narrow, f"chat:{chat.id}", "all_group_chats", "default"]
