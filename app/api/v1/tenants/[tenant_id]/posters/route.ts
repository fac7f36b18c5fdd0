import { posterCreatedSchema, posterPageSchema, posterRequestSchema } from "@/lib/contracts/studio";
import { pageQuerySchema } from "@/lib/contracts/subscription";
import { toCreditsDto } from "@/lib/credits/credits-dto";
import { database } from "@/lib/database";
import { json } from "@/lib/http/respond";
import { tenantRoute } from "@/lib/http/routes";
import { createPoster } from "@/lib/studio/create-poster";
import { listPosters, toPosterDto } from "@/lib/studio/list-posters";

/** The gallery, newest first. */
export const GET = tenantRoute(
  { allow: "studio:read", summary: "List posters, newest first", answer: posterPageSchema, query: pageQuerySchema },
  ({ tenant, query }) => listPosters(database(), tenant.id, query),
);

/** Makes a poster for one credit. The same `request_id` again answers the same poster and costs nothing. */
export const POST = tenantRoute(
  {
    allow: "studio:create",
    product: "write",
    summary: "Make a poster for one credit",
    answer: posterCreatedSchema,
    status: 201,
    body: posterRequestSchema,
    rateLimit: { name: "posters", points: 240, seconds: 60 },
  },
  async ({ tenant, actor, body }) => {
    const { prompt, request_id: requestId } = body;
    const { poster, credits } = await createPoster({ tenantId: tenant.id, actor, prompt, requestId });
    return json({ poster: toPosterDto(poster), credits: toCreditsDto(credits) }, 201);
  },
);
