export const dynamic = "force-dynamic";

/** What Next itself costs: nothing is asked, nothing is decided. */
export function GET() {
  return Response.json({ tier: "pro" });
}
