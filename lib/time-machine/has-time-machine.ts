import { isSandbox } from "@/lib/stripe/sandbox-control";

/** Whether a workspace's time can be moved here: at the local Stripe alone. */
export function hasTimeMachine(): boolean {
  return isSandbox();
}
