// Times as people in Beijing read them, whatever zone this computer is in.
import { LANG, t } from "./words.js";

const ZONE = "Asia/Shanghai";
const LOCALE = LANG === "en" ? "en-GB" : "zh-CN";
const maker = (options) => new Intl.DateTimeFormat(LOCALE, { timeZone: ZONE, ...options });
const DATE = maker({ year: "numeric", month: "long", day: "numeric" });
const SHORT = maker({ month: "long", day: "numeric" });
const WEEKDAY = maker({ weekday: "long" });
const TIME = maker({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const SECONDS = maker({ hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
const KEY = new Intl.DateTimeFormat("en-CA", {
  timeZone: ZONE,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
});
const DAY = 86_400_000;

const date = (ms) => DATE.format(ms);
const withWeekday = (words, ms) => t("date_weekday", { date: words, weekday: WEEKDAY.format(ms) });

/** 2026年11月22日 星期日 */
export const fullDate = (ms) => withWeekday(date(ms), ms);
export const time = (ms) => TIME.format(ms);
export const withSeconds = (ms) => SECONDS.format(ms);
export const shortDate = (ms) => SHORT.format(ms);

/** 2026-11-22 in Beijing. */
export const dayKey = (ms) => KEY.format(ms);

/** 今天, 昨天, or the date with its weekday. */
export function dayLabel(ms, now) {
  if (dayKey(ms) === dayKey(now)) return t("today");
  if (dayKey(ms) === dayKey(now - DAY)) return t("yesterday");
  const sameYear = dayKey(ms).slice(0, 4) === dayKey(now).slice(0, 4);
  return withWeekday(sameYear ? shortDate(ms) : date(ms), ms);
}

/** 3 天, 5 小时 or 12 分钟: the largest unit that fits. */
export function span(ms) {
  const minutes = Math.round(Math.abs(ms) / 60_000);
  if (minutes >= 2880) return t("span_days", { n: Math.round(minutes / 1440) });
  if (minutes >= 60) return t("span_hours", { n: Math.round(minutes / 60) });
  return t("span_minutes", { n: minutes });
}

/** What a date field shows for a moment, in Beijing time. */
export const toField = (ms) => `${dayKey(ms)}T${time(ms)}`;

/** The moment a date field means. */
export const fromField = (value) => `${value}:00+08:00`;

/** 0:07 for a voice message. */
export function length(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
