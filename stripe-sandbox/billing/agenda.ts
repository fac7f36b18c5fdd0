import type { Due } from "./dues";

type Entry = { customer: string; due: Due; order: number };

/** What comes next for each of many customers, the earliest first; at the same time in the order of planning. */
export class Agenda {
  private readonly heap: Entry[] = [];
  private planned = 0;

  /** Notes what comes next for a customer, of whom nothing may be noted at the time. */
  plan(customer: string, due: Due | null): void {
    if (!due) return;
    const { heap } = this;
    const entry = { customer, due, order: this.planned++ };
    let index = heap.length;
    heap.push(entry);
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = heap[parent];
      if (!above || !isBefore(entry, above)) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = entry;
  }

  /** Takes the earliest; null when nothing is left. */
  take(): { customer: string; due: Due } | null {
    const { heap } = this;
    const [first] = heap;
    const last = heap.pop();
    if (!first || !last) return null;
    if (heap.length > 0) this.sink(last);
    return first;
  }

  private sink(entry: Entry): void {
    const { heap } = this;
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      const a = heap[left];
      const b = heap[left + 1];
      if (!a) break;
      const isRight = b !== undefined && isBefore(b, a);
      const child = isRight ? b : a;
      if (!isBefore(child, entry)) break;
      heap[index] = child;
      index = isRight ? left + 1 : left;
    }
    heap[index] = entry;
  }
}

function isBefore(a: Entry, b: Entry): boolean {
  return a.due.at < b.due.at || (a.due.at === b.due.at && a.order < b.order);
}
