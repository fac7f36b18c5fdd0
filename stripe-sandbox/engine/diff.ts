function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** True when two JSON values are the same. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((entry, index) => isSame(entry, b[index]));
  }
  if (!isRecord(a) || !isRecord(b)) return false;
  for (const key in a) if (!isSame(a[key], b[key])) return false;
  for (const key in b) if (!(key in a) && b[key] !== undefined) return false;
  return true;
}

/**
 * The `previous_attributes` of an update: the old values of the changed keys only, nested objects cut down the same
 * way, arrays and lists whole, keys that are new as null. Null when nothing changed.
 */
export function previousAttributes(before: object, after: object): Record<string, unknown> | null {
  const old: Record<string, unknown> = { ...before };
  const now: Record<string, unknown> = { ...after };
  const changes: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(old), ...Object.keys(now)])) {
    if (isSame(old[key], now[key])) continue;
    const oldValue = old[key];
    const newValue = now[key];
    changes[key] =
      isRecord(oldValue) && isRecord(newValue) && oldValue.object !== "list"
        ? previousAttributes(oldValue, newValue)
        : (oldValue ?? null);
  }
  return Object.keys(changes).length === 0 ? null : changes;
}
