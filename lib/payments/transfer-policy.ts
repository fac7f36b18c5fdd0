/** How long a customer has to transfer what an invoice asks; then the dunning of a failed payment begins (G14). */
export const DAYS_UNTIL_DUE = 14;
