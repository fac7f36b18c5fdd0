/**
 * Names of what the browser keeps of the API. All of a tenant's stand below `tenantKey`, so that one change event
 * refreshes whatever of the tenant is on the screen.
 */
export const tenantKey = (tenantId: string) => ["tenant", tenantId] as const;

export const billingKey = (tenantId: string) => [...tenantKey(tenantId), "billing"] as const;
export const invoicesKey = (tenantId: string) => [...tenantKey(tenantId), "invoices"] as const;
export const postersKey = (tenantId: string) => [...tenantKey(tenantId), "posters"] as const;
export const confirmationKey = (tenantId: string, sessionId: string) =>
  [...tenantKey(tenantId), "confirmation", sessionId] as const;
export const timeMachineKey = (tenantId: string) => [...tenantKey(tenantId), "time-machine"] as const;
