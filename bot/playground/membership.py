"""Who is in a group and what they are there, as Telegram tells it, and how the bot hears of a change."""

from bot.playground.people import Chat, Json, Person
from bot.playground.world import World

RIGHTS = (
    *("can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members"),
    *("can_promote_members", "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories"),
    *("can_delete_stories", "can_manage_topics", "can_pin_messages", "can_post_messages"),
)


def member(user: Json, status: str) -> Json:
    """Telegram's ChatMember."""
    facts: Json = {"user": user, "status": status}
    if status == "administrator":
        return facts | dict.fromkeys(RIGHTS, True) | {"is_anonymous": False, "can_be_edited": False}
    return facts | ({"until_date": 0} if status == "kicked" else {})


def status_of(chat: Chat, person: int) -> str:
    """What this person is in the chat."""
    if person in chat.members:
        return "member"
    return "kicked" if person in chat.barred else "left"


def tell_bot_moved(world: World, person: Person, chat: Chat, old: str, new: str) -> None:
    """The bot has become something else in this chat, by this person's hand."""
    _tell(world, "my_chat_member", person, chat, world.bot.user(), (old, new))


def tell_member_moved(world: World, by: Person, chat: Chat, person: Person, old: str, **more: object) -> None:
    """A person was something else in this chat before; bots hear of it as administrators only."""
    if chat.bot_inside and chat.bot_admin:
        _tell(world, "chat_member", by, chat, person.user(), (old, status_of(chat, person.id)), **more)


def _tell(
    world: World,
    kind: str,
    by: Person,
    chat: Chat,
    user: Json,
    step: tuple[str, str],
    **more: object,
) -> None:
    content = {
        "chat": world.chat_face(chat.id),
        "from": by.user(),
        "date": world.clock.unix(),
        "old_chat_member": member(user, step[0]),
        "new_chat_member": member(user, step[1]),
    }
    world.updates.add(kind, f"member:{chat.id}", chat.id, content | more)
