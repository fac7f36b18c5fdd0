import { z } from "zod";
import { json } from "@/lib/http/respond";
import { publicRoute } from "@/lib/http/routes";
import { buildDocument, type OpenApiDocument } from "@/lib/openapi/build-document";
import { listOperations } from "@/lib/openapi/operations";
import { ROUTES } from "../_registry";

const documentSchema = z.looseObject({ openapi: z.literal("3.1.1") });

let made: Promise<OpenApiDocument> | undefined;

/** The API's own description, made of the contracts that parse its requests. */
export const GET = publicRoute(
  { summary: "Read this description", answer: documentSchema, conditional: true },
  async () => {
    made ??= listOperations(ROUTES).then(buildDocument);
    return json(await made, 200, { "access-control-allow-origin": "*" });
  },
);
