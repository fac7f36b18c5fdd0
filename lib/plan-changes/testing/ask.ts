import { expect } from "vitest";
import type { TestBrowser } from "@/lib/http/testing/test-browser";
import type { TenantId } from "@/lib/ids";

type Callable = Parameters<TestBrowser["call"]>[0];

/** Calls a route of the tenant and answers its JSON, after comparing the status. */
export async function ask(
  tenant: { tenantId: TenantId; browser: TestBrowser },
  route: Callable,
  body: object,
  status = 200,
) {
  const answer = await tenant.browser.call(route, { params: { tenant_id: tenant.tenantId }, body });
  const json = await answer.json();
  expect({ status: answer.status, code: json.code, detail: json.detail }).toMatchObject({ status });
  return json;
}
