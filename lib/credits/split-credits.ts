/** Credits by where they come from. */
export interface CreditParts {
  fromMonthly: number;
  fromPack: number;
}

/** Which credits pay for a quantity: the month's first, since they expire. `quantity` must not exceed what is there. */
export function splitCredits(monthly: number, quantity: number): CreditParts {
  const fromMonthly = Math.min(monthly, quantity);
  return { fromMonthly, fromPack: quantity - fromMonthly };
}

/** What was set aside, and the credit month that its monthly part belongs to. */
export interface SetAside extends CreditParts {
  monthStartAt: Date;
}

/**
 * What goes back when `used` of the credits that were set aside were needed: the month's are used first here too, and
 * what is left of a month that is over by now has expired with it.
 */
export function creditsToGiveBack(setAside: SetAside, used: number, currentMonthStartAt: Date): CreditParts {
  const spent = splitCredits(setAside.fromMonthly, Math.min(used, setAside.fromMonthly + setAside.fromPack));
  const isSameMonth = setAside.monthStartAt.getTime() === currentMonthStartAt.getTime();
  return {
    fromMonthly: isSameMonth ? setAside.fromMonthly - spent.fromMonthly : 0,
    fromPack: setAside.fromPack - spent.fromPack,
  };
}
