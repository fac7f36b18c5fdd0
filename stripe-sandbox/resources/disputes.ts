import type { Account } from "../account";
import { closeDispute } from "../billing/disputes";
import { emitUpdate } from "../events/emit";
import { type Endpoint, get, post } from "../http/endpoint";
import { noSuch } from "../http/errors";
import { page } from "../http/lists";
import * as p from "../http/params";
import type { Dispute } from "../store/wire";
import type { World } from "../world";

const UPDATE = {
  evidence: p.object({
    uncategorized_text: p.text,
    customer_communication: p.ignored,
    customer_email_address: p.text,
    customer_name: p.text,
    product_description: p.text,
  }),
  intended_submission_method: p.refused,
  metadata: p.metadata,
  submit: p.bool,
  expand: p.expand,
};

function requireDispute(account: Account, id: string): Dispute {
  const dispute = account.disputes.find(id);
  if (!dispute) throw noSuch("dispute", id);
  return dispute;
}

/** Evidence decides at once: the texts winning_evidence and losing_evidence are Stripe's own test values. */
function update(world: World, account: Account, id: string, params: p.Params<typeof UPDATE>): Dispute {
  const before = requireDispute(account, id);
  const text = params.evidence?.uncategorized_text ?? before.evidence.uncategorized_text;
  const isSubmitted = params.submit ?? params.evidence !== undefined;
  const isInquiry = before.status.startsWith("warning_");
  const after = account.disputes.update(id, {
    evidence: {
      ...before.evidence,
      uncategorized_text: text,
      customer_email_address: params.evidence?.customer_email_address ?? before.evidence.customer_email_address,
      customer_name: params.evidence?.customer_name ?? before.evidence.customer_name,
      product_description: params.evidence?.product_description ?? before.evidence.product_description,
    },
    evidence_details: {
      ...before.evidence_details,
      has_evidence: before.evidence_details.has_evidence || params.evidence !== undefined,
      submission_count: before.evidence_details.submission_count + (isSubmitted ? 1 : 0),
    },
    metadata: p.mergeMetadata(before.metadata, params.metadata),
    ...(isSubmitted ? { status: isInquiry ? "warning_under_review" : "under_review" } : {}),
  });
  emitUpdate(world, account, "charge.dispute.updated", before, after);
  if (isSubmitted && text === "winning_evidence") return closeDispute(world, account, after, "won");
  if (isSubmitted && text === "losing_evidence") return closeDispute(world, account, after, "lost");
  return after;
}

export const disputeEndpoints: Endpoint[] = [
  get(
    "/v1/disputes",
    { ...p.LIST, charge: p.text, created: p.range, payment_intent: p.text },
    ({ account, params }) => {
      const rows = account.disputes
        .newestFirst()
        .filter(
          (row) =>
            (!params.charge || row.charge === params.charge) &&
            (!params.payment_intent || row.payment_intent === params.payment_intent),
        );
      return page(rows, params, "/v1/disputes", "dispute");
    },
  ),
  get("/v1/disputes/:id", p.NOTHING, ({ account, id }) => requireDispute(account, id)),
  post("/v1/disputes/:id", UPDATE, ({ world, account, id, params }) => update(world, account, id, params)),
  post("/v1/disputes/:id/close", p.NOTHING, ({ world, account, id }) =>
    closeDispute(world, account, requireDispute(account, id), "lost"),
  ),
];
