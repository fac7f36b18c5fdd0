import type { Account } from "../account";
import type { PortalConfiguration, PortalSession } from "../store/wire";
import { accountOf, type World } from "../world";
import type { InvalidField } from "./views";

/** A portal session with its account and configuration. */
export type PortalFound = { account: Account; session: PortalSession; configuration: PortalConfiguration };

/** The portal session of an id. */
export function findPortal(world: World, id: string): PortalFound | null {
  const account = accountOf(world, id);
  const session = account?.portalSessions.find(id);
  const configuration = session ? account?.portalConfigurations.find(session.configuration) : null;
  return account && session && configuration ? { account, session, configuration } : null;
}

/** The answer when a session does not exist. */
export function gone(): InvalidField {
  return { kind: "invalid", field: "session", message: "This portal session has expired." };
}

/** Where a finished flow leads: its own address, or back to the portal. */
export function portalDone(world: World, session: PortalSession): { kind: "complete"; redirectUrl: string } {
  const after = session.flow?.after_completion;
  const redirectUrl = after?.type === "redirect" ? after.redirect?.return_url : null;
  return { kind: "complete", redirectUrl: redirectUrl ?? `${world.publicUrl}/p/session/${session.id}` };
}
