/** Objects of one kind in one account, in insertion order; rows are immutable and replaced on change. */
export class Collection<T extends { id: string }> {
  private readonly rows = new Map<string, T>();
  private readonly groups = new Map<string, Set<string>>();
  private readonly touched = new Map<string, T | null>();

  constructor(
    readonly name: string,
    private readonly hooks: {
      onTouch: (collection: Collection<T>) => void;
      onInsert?: (id: string) => void;
      /** The owner (a customer, an invoice) by which the rows are looked up without a scan. */
      groupBy?: (row: T) => string | null;
    },
  ) {}

  get size(): number {
    return this.rows.size;
  }

  find(id: string): T | null {
    return this.rows.get(id) ?? null;
  }

  /** The row, or a thrown error: for references that the store itself made. */
  get(id: string): T {
    const row = this.rows.get(id);
    if (!row) throw new Error(`${this.name} has no row ${id}`);
    return row;
  }

  insert(row: T): T {
    this.touch(row.id);
    this.set(row);
    this.hooks.onInsert?.(row.id);
    return row;
  }

  update(id: string, patch: Partial<T>): T {
    const before = this.get(id);
    this.touch(id);
    const after = { ...before, ...patch };
    this.set(after);
    return after;
  }

  delete(id: string): void {
    const row = this.rows.get(id);
    if (!row) return;
    this.touch(id);
    this.remove(row);
  }

  values(): IterableIterator<T> {
    return this.rows.values();
  }

  /** The rows of one owner, oldest first. */
  of(owner: string): T[] {
    const ids = this.groups.get(owner);
    if (!ids) return [];
    const found: T[] = [];
    for (const id of ids) {
      const row = this.rows.get(id);
      if (row) found.push(row);
    }
    return found;
  }

  newestFirst(): T[] {
    return [...this.rows.values()].reverse();
  }

  /** What the row was before the running transaction touched it; undefined when it was not touched. */
  before(id: string): T | null | undefined {
    return this.touched.get(id);
  }

  /** The ids changed by the running transaction. */
  touchedIds(): IterableIterator<string> {
    return this.touched.keys();
  }

  commit(): void {
    this.touched.clear();
  }

  rollback(): void {
    for (const [id, before] of this.touched) {
      const now = this.rows.get(id);
      // Put back in place: what is undone must not move in lists.
      if (before) this.set(before);
      else if (now) this.remove(now);
    }
    this.touched.clear();
  }

  /** Puts a row without marking it as changed: for loading. */
  load(row: T): void {
    this.set(row);
    this.hooks.onInsert?.(row.id);
  }

  unload(id: string): void {
    const row = this.rows.get(id);
    if (row) this.remove(row);
  }

  private touch(id: string): void {
    if (this.touched.has(id)) return;
    this.touched.set(id, this.rows.get(id) ?? null);
    this.hooks.onTouch(this);
  }

  private set(row: T): void {
    const before = this.rows.get(row.id);
    this.rows.set(row.id, row);
    const groupBy = this.hooks.groupBy;
    if (!groupBy) return;
    const group = groupBy(row);
    const groupBefore = before ? groupBy(before) : null;
    if (group === groupBefore) return;
    if (groupBefore !== null) this.groups.get(groupBefore)?.delete(row.id);
    if (group === null) return;
    const members = this.groups.get(group);
    if (members) members.add(row.id);
    else this.groups.set(group, new Set([row.id]));
  }

  private remove(row: T): void {
    this.rows.delete(row.id);
    const group = this.hooks.groupBy?.(row) ?? null;
    if (group !== null) this.groups.get(group)?.delete(row.id);
  }
}
