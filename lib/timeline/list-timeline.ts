import { sql } from "drizzle-orm";
import { database } from "@/lib/database";
import type { TenantId } from "@/lib/ids";

export type TimelineKind = "webhook" | "event" | "mail" | "credits";

/** Something that happened to a workspace, in the order in which we learned of it. */
export interface TimelineEntry {
  kind: TimelineKind;
  id: string;
  /** Stripe's event type, our event's type, a mail's subject, a ledger entry's kind. */
  title: string;
  detail: Record<string, unknown>;
  at: Date;
}

interface Row extends Record<string, unknown> {
  kind: TimelineKind;
  id: string;
  title: string;
  detail: Record<string, unknown>;
  at: string;
}

/** What happened to a workspace lately: deliveries from Stripe, events of ours, mails and credits, the newest first. */
export async function listTimeline(tenantId: TenantId, limit: number): Promise<TimelineEntry[]> {
  const rows = await database().execute<Row>(sql`
    (select 'webhook' as kind, inbox.id, inbox.type as title, jsonb_build_object('state', inbox.state) as detail,
            inbox.received_at::text as at
     from inbox_events inbox
     join billing_accounts account on account.stripe_customer_id = inbox.stripe_customer_id
     where account.tenant_id = ${tenantId}
     order by inbox.received_at desc limit ${limit})
    union all
    (select 'event', id::text, type, data, created_at::text from outbox_events
     where tenant_id = ${tenantId} order by sequence desc limit ${limit})
    union all
    (select 'mail', mails.id::text, mails.subject, jsonb_build_object('to', mails.recipient), mails.created_at::text
     from mails
     where lower(mails.recipient) in (
       select lower(users.email::text) from memberships join users on users.id = memberships.user_id
       where memberships.tenant_id = ${tenantId})
     order by mails.created_at desc limit ${limit})
    union all
    (select 'credits', id::text, kind, jsonb_build_object('delta', delta, 'source', source), created_at::text
     from credit_entries where tenant_id = ${tenantId} order by created_at desc limit ${limit})
    order by at desc
    limit ${limit}`);
  return rows.map((row) => ({ ...row, at: new Date(row.at) }));
}
