import { z } from "zod";
import { TIERS } from "@/lib/plans/catalogue";

// The words that both the API and the domain events use.
export const tierSchema = z.enum(TIERS);
export const accessModeSchema = z.enum(["full", "grace", "read_only", "none"]);
export const subscriptionStatusSchema = z.enum([
  "incomplete",
  "incomplete_expired",
  "trialing",
  "active",
  "past_due",
  "unpaid",
  "canceled",
  "paused",
]);
