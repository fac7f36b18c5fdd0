import { clearedCookies } from "@/lib/auth/session-cookie";
import { signOut } from "@/lib/auth/sign-out";
import { publicRoute } from "@/lib/http/routes";

/** Ends this browser's session; a session that ended before is no obstacle. */
export const POST = publicRoute({ summary: "End this browser's session", status: 204 }, async ({ request }) => {
  await signOut(request.headers);
  const headers = new Headers();
  for (const cookie of clearedCookies()) headers.append("set-cookie", cookie);
  return new Response(null, { status: 204, headers });
});
