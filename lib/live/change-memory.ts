import { monotonicMs } from "@/lib/clock";
import { type Change, isTold, tellOfEveryChange } from "./tenant-changes";

/** Something that was read, and what it depends on. */
export interface Recollection<Value> {
  value: Value;
  dependsOn: Change[];
  /** Forgotten after so many milliseconds, whatever happens. */
  lifeMs: number;
}

interface Entry<Value> {
  value: Value;
  topics: string[];
  endsAtMs: number;
}

const MOST_ENTRIES = 20_000;

const topicsOf = ({ tenantId, userId }: Change) => [
  ...(tenantId ? [`tenant:${tenantId}`] : []),
  ...(userId ? [`user:${userId}`] : []),
];

/**
 * What this process has read from the database and nobody has changed since: every commit announces what it changed,
 * and while announcements cannot be heard nothing is remembered at all.
 */
export class ChangeMemory<Value> {
  private readonly entries = new Map<string, Entry<Value>>();
  private readonly keysByTopic = new Map<string, Set<string>>();
  /** For each read under way, what changed meanwhile: it may have been read before the change. */
  private readonly underWay = new Set<Set<string>>();
  private everythingChanged = 0;

  /** The remembered value, or what `read` answers now. */
  async recall(key: string, read: () => Promise<Recollection<Value>>): Promise<Value> {
    // Before reading: what changes from now on is heard.
    const isFresh = isTold(this.onChange) || (await tellOfEveryChange(this.onChange));
    const known = this.entries.get(key);
    if (isFresh && known && monotonicMs() < known.endsAtMs) return known.value;
    const changed = new Set<string>();
    const generation = this.everythingChanged;
    this.underWay.add(changed);
    try {
      const { value, dependsOn, lifeMs } = await read();
      const topics = dependsOn.flatMap(topicsOf);
      const isStill = generation === this.everythingChanged && !topics.some((topic) => changed.has(topic));
      if (isFresh && isStill && lifeMs > 0) this.keep(key, { value, topics, endsAtMs: monotonicMs() + lifeMs });
      return value;
    } finally {
      this.underWay.delete(changed);
    }
  }

  private readonly onChange = (change: Change): void => {
    const topics = topicsOf(change);
    if (topics.length === 0) this.forgetEverything();
    for (const topic of topics) {
      for (const changed of this.underWay) changed.add(topic);
      for (const key of [...(this.keysByTopic.get(topic) ?? [])]) this.forget(key);
    }
  };

  private keep(key: string, entry: Entry<Value>): void {
    this.forget(key);
    const [oldest] = this.entries.keys();
    if (this.entries.size >= MOST_ENTRIES && oldest !== undefined) this.forget(oldest);
    this.entries.set(key, entry);
    for (const topic of entry.topics) this.keysByTopic.set(topic, (this.keysByTopic.get(topic) ?? new Set()).add(key));
  }

  private forget(key: string): void {
    const entry = this.entries.get(key);
    if (!entry) return;
    this.entries.delete(key);
    for (const topic of entry.topics) {
      const keys = this.keysByTopic.get(topic);
      keys?.delete(key);
      if (keys?.size === 0) this.keysByTopic.delete(topic);
    }
  }

  private forgetEverything(): void {
    this.everythingChanged += 1;
    this.entries.clear();
    this.keysByTopic.clear();
  }
}
