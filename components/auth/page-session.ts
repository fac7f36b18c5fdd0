import { headers } from "next/headers";
import { cache } from "react";
import { readSession } from "@/lib/auth/session";

/** Who looks at this page, or null; asked once a rendering, however many components need it. */
export const pageSession = cache(async () => readSession(await headers()));
