import { RESOURCES, type Resource } from "@/lib/plans/catalogue";

/** What is counted by taking and giving back; people are counted by their memberships. */
export type ItemResource = Exclude<Resource, "users">;

export const ITEM_RESOURCES = RESOURCES.filter((resource): resource is ItemResource => resource !== "users");

export function isItemResource(name: string | undefined): name is ItemResource {
  return ITEM_RESOURCES.some((resource) => resource === name);
}
