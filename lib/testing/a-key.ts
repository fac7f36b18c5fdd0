import { POST as create } from "@/app/api/v1/tenants/[tenant_id]/api-keys/route";
import type { ApiKeyCreatedDto } from "@/lib/contracts/api-keys";
import { TestBrowser } from "@/lib/http/testing/test-browser";
import type { TenantId } from "@/lib/ids";
import type { Permission } from "@/lib/tenants/permissions";

/** An API key, made by who sits at the browser; the tenant's plan has to include the API. */
export async function aKey(
  { tenantId, browser }: { tenantId: TenantId; browser: TestBrowser },
  scopes: readonly Permission[],
): Promise<ApiKeyCreatedDto> {
  const response = await browser.call(create, { params: { tenant_id: tenantId }, body: { name: "a service", scopes } });
  if (response.status !== 201) throw new Error(`no key: ${await response.text()}`);
  return response.json();
}

/** Calls as a service with that key does: without cookies, from no page. */
export function aService(key: string): TestBrowser {
  return new TestBrowser({ authorization: `Bearer ${key}`, origin: null });
}
