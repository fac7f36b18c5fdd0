import * as Access from "@/lib/contracts/access";
import * as Account from "@/lib/contracts/account";
import * as ApiKeys from "@/lib/contracts/api-keys";
import * as Audit from "@/lib/contracts/audit";
import * as Auth from "@/lib/contracts/auth";
import * as Cards from "@/lib/contracts/cards";
import * as Checkout from "@/lib/contracts/checkout";
import * as Credits from "@/lib/contracts/credits";
import * as Grants from "@/lib/contracts/grants";
import * as Health from "@/lib/contracts/health";
import * as Invoices from "@/lib/contracts/invoices";
import * as Me from "@/lib/contracts/me";
import * as Members from "@/lib/contracts/members";
import * as Operations from "@/lib/contracts/operations";
import * as Payments from "@/lib/contracts/payments";
import * as PlanChanges from "@/lib/contracts/plan-changes";
import * as Plans from "@/lib/contracts/plans";
import * as Registration from "@/lib/contracts/registration";
import * as Studio from "@/lib/contracts/studio";
import * as Subscription from "@/lib/contracts/subscription";
import * as SubscriptionCommands from "@/lib/contracts/subscription-commands";
import * as SubscriptionValues from "@/lib/contracts/subscription-values";
import * as Tenants from "@/lib/contracts/tenants";
import * as TimeMachine from "@/lib/contracts/time-machine";
import * as Trials from "@/lib/contracts/trials";
import * as Usage from "@/lib/contracts/usage";
import * as Workspace from "@/lib/contracts/workspace";

// Written by `npm run openapi -- --write`; a test fails while it is not up to date.
/** Every module of contracts, for the names of their schemas. */
export const CONTRACTS: Readonly<Record<string, object>> = {
  Access,
  Account,
  ApiKeys,
  Audit,
  Auth,
  Cards,
  Checkout,
  Credits,
  Grants,
  Health,
  Invoices,
  Me,
  Members,
  Operations,
  Payments,
  PlanChanges,
  Plans,
  Registration,
  Studio,
  SubscriptionCommands,
  SubscriptionValues,
  Subscription,
  Tenants,
  TimeMachine,
  Trials,
  Usage,
  Workspace,
};
