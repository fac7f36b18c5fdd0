import { eventStream } from "@/lib/http/event-stream";
import { tenantRoute } from "@/lib/http/routes";
import { isStillAllowed } from "@/lib/http/still-allowed";
import { enterStream } from "@/lib/live/open-streams";
import { onTenantChange } from "@/lib/live/tenant-changes";

/** A stream with one `change` event after each committed change of the workspace, made by whatever process. */
export const GET = tenantRoute(
  {
    allow: "tenant:read",
    by: "session",
    summary: "Hear of every change of the workspace",
    produces: "text/event-stream",
  },
  async ({ request, tenant, actor }) =>
    eventStream(request, {
      stillAllowed: () => isStillAllowed(request.headers, tenant.id, "tenant:read"),
      async start({ send, close }) {
        const stopListening = await onTenantChange(tenant.id, (cause) => send("change", { cause }));
        const leave = enterStream(actor.sessionId, close);
        send("ready", {});
        return () => {
          stopListening();
          leave();
        };
      },
    }),
);
