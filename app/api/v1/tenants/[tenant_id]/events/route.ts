import { eventStream } from "@/lib/http/event-stream";
import { tenantRoute } from "@/lib/http/routes";
import { isStillAllowed } from "@/lib/http/still-allowed";
import { enterStream } from "@/lib/live/open-streams";
import { onTenantChange } from "@/lib/live/tenant-changes";
import { MEMBERS_CHANGED } from "@/lib/tenants/end-membership";

/** A stream with one `change` event after each committed change of the workspace, made by whatever process. */
export const GET = tenantRoute(
  {
    allow: "tenant:read",
    by: "session",
    summary: "Hear of every change of the workspace",
    produces: "text/event-stream",
  },
  async ({ request, tenant, actor }) => {
    const stillAllowed = () => isStillAllowed(request.headers, tenant.id, "tenant:read");
    return eventStream(request, {
      stillAllowed,
      async start({ send, close }) {
        const tell = (cause: string) => send("change", { cause });
        const stopListening = await onTenantChange(tenant.id, (cause) => {
          if (cause !== MEMBERS_CHANGED) return tell(cause);
          // Whoever was taken out hears nothing more, and not only from the next heartbeat on. Where nobody can say, the
          // reader comes back and is asked anew.
          stillAllowed().then(
            (isAllowed) => (isAllowed ? tell(cause) : close()),
            () => close(),
          );
        });
        const leave = enterStream(actor.sessionId, close);
        send("ready", {});
        return () => {
          stopListening();
          leave();
        };
      },
    });
  },
);
