/** One thing that is measured: runs once and answers how much work it did in how many seconds. */
export interface Contender {
  name: string;
  run(): Promise<{ done: number; seconds: number }>;
}

export interface Comparison {
  title: string;
  unit: string;
  /** What the machine itself can do. */
  limit: { name: string; perSecond: number };
  ours: { name: string; perSecond: number };
  ratio: number;
  /** The ratio that is promised. */
  atLeast: number;
}

interface Compare {
  title: string;
  unit: string;
  ours: Contender;
  limit: Contender;
  atLeast: number;
  rounds?: number;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/**
 * Lets both run in turn, after a round of warming up, and compares their medians: what disturbs the machine disturbs
 * both.
 */
export async function compare({ title, unit, ours, limit, atLeast, rounds = 5 }: Compare): Promise<Comparison> {
  const rates: Record<"ours" | "limit", number[]> = { ours: [], limit: [] };
  for (let round = 0; round <= rounds; round++)
    for (const side of round % 2 === 0 ? (["ours", "limit"] as const) : (["limit", "ours"] as const)) {
      const { done, seconds } = await (side === "ours" ? ours : limit).run();
      if (round > 0) rates[side].push(done / seconds);
    }
  const perSecond = { ours: median(rates.ours), limit: median(rates.limit) };
  return {
    title,
    unit,
    limit: { name: limit.name, perSecond: perSecond.limit },
    ours: { name: ours.name, perSecond: perSecond.ours },
    ratio: perSecond.ours / perSecond.limit,
    atLeast,
  };
}

/** Runs `work` for each of `items`, so many at once, and answers the seconds that all took. */
export async function inParallel<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<unknown>) {
  const queue = [...items];
  const begun = performance.now();
  const next = async () => {
    for (let item = queue.pop(); item !== undefined; item = queue.pop()) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, next));
  return (performance.now() - begun) / 1_000;
}

/** The value below which that share of all values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
