import type { Access } from "./decide-access";

/**
 * What a workspace may do under its parent's plan: as much as the parent, as long as the plan includes workspaces below
 * it; then it can be read, so that a downgrade deletes nothing (G9). Pure.
 */
export function childAccess(parent: Access, hasHierarchy: boolean, suspended: boolean): Access {
  if (suspended) return { tier: "free", mode: "none", reason: "suspended", nextChangeAt: null };
  if (hasHierarchy || parent.mode === "none") return parent;
  return { ...parent, mode: "read_only", reason: "parent_plan" };
}
