/** The unit in which a price recurs. */
export type Interval = "day" | "week" | "month" | "year";

const DAY = 86_400;

/**
 * The moment `count` intervals after the anchor. Months and years keep the anchor's day where the month has it and
 * fall back to the month's last day where not, so that a later long month returns to the anchor's day.
 */
export function addIntervals(anchor: number, interval: Interval, count: number): number {
  if (interval === "day") return anchor + count * DAY;
  if (interval === "week") return anchor + count * 7 * DAY;
  const months = interval === "year" ? count * 12 : count;
  const date = new Date(anchor * 1000);
  const monthIndex = date.getUTCFullYear() * 12 + date.getUTCMonth() + months;
  const year = Math.floor(monthIndex / 12);
  const month = monthIndex - year * 12;
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const day = Math.min(date.getUTCDate(), lastDay);
  return Date.UTC(year, month, day, date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()) / 1000;
}

/** The period of an anchored cycle that holds the moment; the start belongs to it, the end does not. */
export function periodAt(
  anchor: number,
  interval: Interval,
  intervalCount: number,
  at: number,
): { start: number; end: number } {
  let index = Math.floor((at - anchor) / (roughSeconds(interval) * intervalCount)) - 1;
  let start = addIntervals(anchor, interval, index * intervalCount);
  for (;;) {
    const end = addIntervals(anchor, interval, (index + 1) * intervalCount);
    if (at >= start && at < end) return { start, end };
    index += at < start ? -1 : 1;
    start = addIntervals(anchor, interval, index * intervalCount);
  }
}

/** A day of the month, of one month or of any, and a time of day; what of the time is left out is that of the start. */
export type AnchorDay = {
  dayOfMonth: number;
  month: number | null;
  hour: number | null;
  minute: number | null;
  second: number | null;
};

/** The first such moment from a start on; null where the month that comes next has no such day. */
export function nextAnchorDay(day: AnchorDay, from: number): number | null {
  const start = new Date(from * 1000);
  const hour = day.hour ?? start.getUTCHours();
  const minute = day.minute ?? start.getUTCMinutes();
  const second = day.second ?? start.getUTCSeconds();
  for (let ahead = 0; ahead <= 12; ahead += 1) {
    const first = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + ahead, 1));
    if (day.month !== null && first.getUTCMonth() + 1 !== day.month) continue;
    const [year, month] = [first.getUTCFullYear(), first.getUTCMonth()];
    const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
    const at = Date.UTC(year, month, Math.min(day.dayOfMonth, lastDay), hour, minute, second) / 1000;
    if (at >= from) return day.dayOfMonth > lastDay ? null : at;
  }
  return null;
}

function roughSeconds(interval: Interval): number {
  switch (interval) {
    case "day":
      return DAY;
    case "week":
      return 7 * DAY;
    case "month":
      return 30.4 * DAY;
    case "year":
      return 365.2 * DAY;
  }
}

/** A date as Stripe prints it in proration texts: 10 Nov 2025. */
export function dateText(at: number): string {
  const date = new Date(at * 1000);
  const month = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][
    date.getUTCMonth()
  ];
  return `${String(date.getUTCDate()).padStart(2, "0")} ${month} ${date.getUTCFullYear()}`;
}
