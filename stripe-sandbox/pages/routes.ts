import type { PageRoute } from "../http/page-route";
import { challengeRoutes } from "./challenge/routes";
import { checkoutRoutes } from "./checkout/routes";
import { elementRoutes } from "./elements/routes";
import { invoiceRoutes } from "./invoice/routes";
import { logRoutes } from "./log/routes";
import { portalChangeRoutes } from "./portal/change-routes";
import { portalCustomerRoutes } from "./portal/customer-routes";
import { portalRoutes } from "./portal/routes";
import { sendAsset } from "./shared/respond";

/** Every hosted page with its style sheets and scripts. */
export const pageRoutes: readonly PageRoute[] = [
  { method: "GET", pattern: "/_pages/:name", handler: sendAsset },
  ...checkoutRoutes,
  ...challengeRoutes,
  ...portalRoutes,
  ...portalChangeRoutes,
  ...portalCustomerRoutes,
  ...invoiceRoutes,
  ...elementRoutes,
  ...logRoutes,
];
