// Every word of the page itself, in Chinese and (with ?lang=en) in English.

const ZH = {
  title: "演练场", seal: "演", bot_role: "机器人", connection_lost: "连接断开，正在重连…",
  people: "人物", add_person: "添加人物", new_group: "建群", calls: "调用记录", more: "更多",
  open_column: "{name}（{about}）", unread: "{n} 条未读", new_messages: "以下为新消息", no_people: "还没有人物。添加一位，就能开始聊天。",
  clock: "演练时间", clock_controls: "拨动时间", clock_hour: "+1 小时", clock_tomorrow: "明天", clock_three: "+3 天",
  clock_next: "到下一个提醒", clock_next_none: "暂无待办提醒", clock_set: "拨到…", clock_set_title: "拨到哪一刻？", clock_set_do: "拨过去",
  clock_tomorrow_hint: "明天的这个时刻", clock_ahead: "快 {span}", clock_behind: "慢 {span}", clock_zone: "北京时间",
  span_days: "{n} 天", span_hours: "{n} 小时", span_minutes: "{n} 分钟",
  today: "今天", yesterday: "昨天", edited: "已编辑", typing: "正在输入…", online: "在线", members: "{n} 位成员",
  message_input: "输入消息", caption_input: "添加说明", send: "发送", attach: "添加照片、语音、位置等", commands: "命令菜单", keyboard: "快捷键盘",
  no_commands: "机器人没有登记命令", start: "开始", start_hint: "点「开始」，或直接说一句话。", empty_group: "群里还没有消息。",
  a_photo: "照片", a_sample_photo: "示例照片", a_nine: "示例九图", a_voice: "录一段语音", a_sample_voice: "示例语音", a_video: "示例视频", a_file: "文件",
  a_location: "位置", a_contact: "名片", a_sticker: "表情", a_poll: "投票",
  photo: "照片", voice: "语音", video: "视频", document: "文件", location: "位置", contact: "名片", sticker: "贴纸", poll: "投票", album: "{n} 张照片",
  reply: "回复", edit: "编辑", copy: "复制", copied: "已复制", message_menu: "消息菜单", editing: "编辑消息", replying: "回复 {name}", cancel: "取消",
  remove: "移除", play: "播放", pause: "暂停", cannot_play: "这段录音无法播放", download: "下载 {name}", view_photo: "查看照片", close: "关闭",
  earlier: "更早的消息", to_bottom: "回到最新消息", chat_menu: "聊天菜单", block: "停用机器人", unblock: "恢复使用",
  blocked: "已停用机器人，收不到它的消息。", restart_bot: "重新开始", you: "我", ok: "知道了",
  place_title: "发送位置", place_spots: "常用地点", place_map: "点选地图上的位置", latitude: "纬度", longitude: "经度", place_send: "发送这个位置",
  place_bad: "请填写正确的经纬度", near: "{name}附近", pinned: "位置",
  person_name: "姓名", person_about: "身份", person_about_hint: "居民、干部、信息员…", person_language: "界面语言", person_add: "添加", language_zh: "中文", language_en: "English",
  group_title: "群名", group_members: "成员", group_add: "建群", group_need: "请写群名并选择成员",
  sticker_title: "选一个表情", poll_question: "问题", poll_option: "选项 {n}", poll_need: "请写问题和至少两个选项", poll_votes: "{n} 票",
  contact_own: "发送自己的号码", contact_other: "发送别人的名片", contact_name: "姓名", contact_phone: "电话",
  recording: "正在录音", record_none: "没有可用的麦克风，可改用「示例语音」。", expand: "展开", collapse: "收起", spoiler: "点开查看遮盖的文字",
  calls_filter: "筛选：方法、聊天或文字", calls_all: "全部", calls_call: "调用", calls_update: "更新", calls_ack: "确认", calls_error: "出错", calls_none: "没有符合的记录",
  calls_count: "{n} 条", calls_more: "显示更多", failed: "没有发出：{why}", no_answer: "机器人没有回应", link_open: "打开 {url}", joined: "{name} 把{bot}加进了群",
};

const EN = {
  title: "Playground", seal: "演", bot_role: "bot", connection_lost: "Connection lost, reconnecting…",
  people: "People", add_person: "Add a person", new_group: "New group", calls: "Calls", more: "More",
  open_column: "{name} ({about})", unread: "{n} unread", new_messages: "New messages", no_people: "Nobody here yet. Add a person to begin.",
  clock: "Playground time", clock_controls: "Move the clock", clock_hour: "+1 hour", clock_tomorrow: "Tomorrow", clock_three: "+3 days",
  clock_next: "To the next reminder", clock_next_none: "No reminder waiting", clock_set: "Set…", clock_set_title: "Set the clock to", clock_set_do: "Set",
  clock_tomorrow_hint: "This hour tomorrow", clock_ahead: "{span} ahead", clock_behind: "{span} behind", clock_zone: "Beijing time",
  span_days: "{n} d", span_hours: "{n} h", span_minutes: "{n} min",
  today: "Today", yesterday: "Yesterday", edited: "edited", typing: "typing…", online: "online", members: "{n} members",
  message_input: "Message", caption_input: "Add a caption", send: "Send", attach: "Add a photo, voice, place…", commands: "Commands", keyboard: "Quick keyboard",
  no_commands: "The bot has no commands", start: "Start", start_hint: "Press Start, or just say something.", empty_group: "Nothing said here yet.",
  a_photo: "Photo", a_sample_photo: "Sample photo", a_nine: "Nine samples", a_voice: "Record voice", a_sample_voice: "Sample voice", a_video: "Sample video", a_file: "File",
  a_location: "Location", a_contact: "Contact", a_sticker: "Sticker", a_poll: "Poll",
  photo: "Photo", voice: "Voice", video: "Video", document: "File", location: "Location", contact: "Contact", sticker: "Sticker", poll: "Poll", album: "{n} photos",
  reply: "Reply", edit: "Edit", copy: "Copy", copied: "Copied", message_menu: "Message menu", editing: "Edit message", replying: "Reply to {name}", cancel: "Cancel",
  remove: "Remove", play: "Play", pause: "Pause", cannot_play: "This recording cannot be played", download: "Download {name}", view_photo: "View photo", close: "Close",
  earlier: "Earlier messages", to_bottom: "To the newest message", chat_menu: "Chat menu", block: "Block the bot", unblock: "Unblock",
  blocked: "The bot is blocked: nothing arrives.", restart_bot: "Restart", you: "Me", ok: "OK",
  place_title: "Send a location", place_spots: "Known places", place_map: "Pick a point on the map", latitude: "Latitude", longitude: "Longitude", place_send: "Send this place",
  place_bad: "Please give a valid latitude and longitude", near: "near {name}", pinned: "Location",
  person_name: "Name", person_about: "Caption", person_about_hint: "resident, cadre…", person_language: "Language", person_add: "Add", language_zh: "中文", language_en: "English",
  group_title: "Group name", group_members: "Members", group_add: "Create", group_need: "Give a name and choose members",
  sticker_title: "Choose a sticker", poll_question: "Question", poll_option: "Option {n}", poll_need: "Give a question and two options", poll_votes: "{n} votes",
  contact_own: "Send the own number", contact_other: "Send another's card", contact_name: "Name", contact_phone: "Phone",
  recording: "Recording", record_none: "No microphone here; use the sample voice.", expand: "Show all", collapse: "Show less", spoiler: "Reveal hidden words",
  calls_filter: "Filter: method, chat or words", calls_all: "All", calls_call: "Calls", calls_update: "Updates", calls_ack: "Acks", calls_error: "Errors", calls_none: "Nothing matches",
  calls_count: "{n}", calls_more: "Show more", failed: "Not sent: {why}", no_answer: "The bot did not answer", link_open: "Open {url}", joined: "{name} added {bot}",
};

export const LANG = new URLSearchParams(location.search).get("lang") === "en" ? "en" : "zh";
const WORDS = LANG === "en" ? EN : ZH;

/** The sentence for a key, with {facts} filled in. */
export function t(key, facts = {}) {
  return WORDS[key].replace(/\{(\w+)\}/g, (_, name) => String(facts[name]));
}

/** The key of a message kind that has a word of its own, or nothing. */
export function kindWord(kind) {
  return WORDS[kind] === undefined ? kind : t(kind);
}
