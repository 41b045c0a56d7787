// The control API of docs/playground.md, one function for each request the page makes.

async function ask(method, path, body) {
  const options = { method, headers: { Accept: "application/json" } };
  if (body !== undefined) {
    options.body = JSON.stringify(body);
    options.headers["Content-Type"] = "application/json";
  }
  const response = await fetch(path, options);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

const chatPath = (chat, rest = "") => `/world/chats/${chat}/messages${rest}`;

export const world = () => ask("GET", "/world");
export const clock = () => ask("GET", "/clock");
export const moveClock = (how) => ask("POST", "/world/clock", how);
export const messages = (chat, after) => ask("GET", chatPath(chat, `?after=${after}`));
export const history = (after) => ask("GET", `/world/history?after=${after}`);
export const send = (chat, from, content) => ask("POST", chatPath(chat), { from, ...content });
export const edit = (chat, id, from, text) => ask("POST", chatPath(chat, `/${id}/edit`), { from, text });
export const tap = (chat, id, from, row, column) =>
  ask("POST", chatPath(chat, `/${id}/tap`), { from, row, column });
export const act = (chat, deed, from, more = {}) =>
  ask("POST", `/world/chats/${chat}/${deed}`, { from, ...more });
export const touch = (chat, id, deed, from, more = {}) =>
  ask("POST", chatPath(chat, `/${id}/${deed}`), { from, ...more });
export const addPerson = (person) => ask("POST", "/world/people", person);
export const addGroup = (group) => ask("POST", "/world/groups", group);
export const start = (person, payload) =>
  ask("POST", `/world/people/${person}/start`, payload ? { payload } : {});
export const block = (person, blocked) =>
  ask("POST", `/world/people/${person}/${blocked ? "block" : "unblock"}`, {});

/** Where the bytes of a file are. */
export const fileUrl = (id) => `/world/files/${encodeURIComponent(id)}`;

/** A chosen file in the shape the control API wants. */
export function packFile(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(reader.error);
    reader.onload = () =>
      resolve({
        name: file.name,
        type: file.type || "application/octet-stream",
        data: String(reader.result).split(",")[1] ?? "",
      });
    reader.readAsDataURL(file);
  });
}
