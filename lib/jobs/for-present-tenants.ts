import type { TaskList } from "graphile-worker";
import { z } from "zod";
import { findTenant } from "@/db/queries/members";
import { database } from "@/lib/database";
import type { TenantId } from "@/lib/ids";

type Task = NonNullable<TaskList[string]>;

const aboutTenant = z.object({ tenantId: z.uuid().transform((id) => id as TenantId) });

/**
 * The same tasks, which do nothing about a tenant that was deleted since the job was queued: there is nothing left to
 * do, and trying again for days would hide jobs that fail for a reason. Work without a tenant is untouched.
 */
export function forPresentTenants<Name extends string>(tasks: Record<Name, Task>): Record<Name, Task> {
  const entries = Object.entries<Task>(tasks).map(([name, task]) => [name, unlessGone(task)]);
  return Object.fromEntries(entries) as Record<Name, Task>;
}

function unlessGone(task: Task): Task {
  return async (payload, helpers) => {
    const about = aboutTenant.safeParse(payload);
    if (about.success && !(await findTenant(database(), about.data.tenantId))) return;
    return task(payload, helpers);
  };
}
