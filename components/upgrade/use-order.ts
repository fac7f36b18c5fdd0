"use client";

import { useState } from "react";
import type { Order } from "@/lib/api-client/checkout";
import type { PlanDto } from "@/lib/contracts/plans";

export interface OrderState {
  order: Order;
  /** The chosen plan; one that is not for sale falls back to the first that is. */
  plan: PlanDto;
  choose: (change: Partial<Order>) => void;
}

/** The order as it is put together; the address follows, so that it can be reloaded, shared and gone back to. */
export function useOrder(asked: Order, forSale: PlanDto[]): OrderState {
  const [chosen, setChosen] = useState(asked);
  const plan = forSale.find(({ tier }) => tier === chosen.plan) ?? forSale[0];
  if (!plan) throw new Error("no plan is for sale");
  const order = { ...chosen, plan: plan.tier };

  const choose = (change: Partial<Order>) => {
    const next = { ...order, ...change };
    setChosen(next);
    window.history.replaceState(null, "", upgradeAddress(next));
  };
  return { order, plan, choose };
}

/** The upgrade page's address for an order. */
export function upgradeAddress({ plan, interval, currency, returnTo }: Order): string {
  const query = new URLSearchParams({ plan, interval, currency });
  if (returnTo) query.set("return_to", returnTo);
  return `/upgrade?${query}`;
}
