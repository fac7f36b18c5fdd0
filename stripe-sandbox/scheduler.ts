import type { Account } from "./account";
import { checkoutDues, type Due, earliest, invoiceDues, scheduleDues, subscriptionDues } from "./billing/dues";
import { runDue } from "./billing/run-due";
import { transact } from "./transact";
import { type World, wallSeconds } from "./world";

const TICK_MS = 500;

/** Does what real time brings about: renewals, trial ends, expiries of customers without a test clock. */
export class Scheduler {
  private readonly agendas = new Map<Account, Map<string, Due[]>>();
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly world: World) {}

  start(): void {
    for (const account of this.world.accounts.values()) this.planAll(account);
    this.timer = setInterval(() => this.tick(), TICK_MS);
    this.timer.unref();
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
  }

  /** Plans anew what the running transaction touched. */
  replan(account: Account): void {
    const agenda = this.agendaOf(account);
    for (const id of account.subscriptions.touchedIds()) agenda.set(id, this.duesOfSubscription(account, id));
    for (const id of account.subscriptionRecords.touchedIds()) agenda.set(id, this.duesOfSubscription(account, id));
    for (const id of account.invoices.touchedIds()) agenda.set(id, this.duesOfInvoice(account, id));
    for (const id of account.invoiceRecords.touchedIds()) agenda.set(id, this.duesOfInvoice(account, id));
    for (const id of account.schedules.touchedIds()) agenda.set(id, this.duesOfSchedule(account, id));
    for (const id of account.checkoutSessions.touchedIds()) agenda.set(id, this.duesOfCheckout(account, id));
  }

  /** Runs what is due now; public so that a test need not wait for the timer. */
  tick(): void {
    const at = wallSeconds(this.world);
    for (const [account, agenda] of this.agendas) {
      if (this.world.accounts.get(account.suffix) !== account) {
        this.agendas.delete(account);
        continue;
      }
      for (const [id, dues] of agenda) {
        if (dues.length === 0) agenda.delete(id);
        const next = earliest(dues);
        if (next && next.at <= at) this.run(account, next, at);
      }
    }
  }

  private run(account: Account, due: Due, at: number): void {
    try {
      transact(this.world, account, null, () => runDue(this.world, account, due, at));
    } catch (error) {
      this.agendaOf(account).delete(due.id);
      process.stderr.write(
        `${JSON.stringify({ msg: "scheduled step failed", due, error: error instanceof Error ? error.stack : String(error) })}\n`,
      );
    }
  }

  private planAll(account: Account): void {
    const agenda = this.agendaOf(account);
    for (const row of account.subscriptions.values()) agenda.set(row.id, this.duesOfSubscription(account, row.id));
    for (const row of account.invoices.values()) agenda.set(row.id, this.duesOfInvoice(account, row.id));
    for (const row of account.schedules.values()) agenda.set(row.id, this.duesOfSchedule(account, row.id));
    for (const row of account.checkoutSessions.values()) agenda.set(row.id, this.duesOfCheckout(account, row.id));
  }

  private agendaOf(account: Account): Map<string, Due[]> {
    const known = this.agendas.get(account);
    if (known) return known;
    const made = new Map<string, Due[]>();
    this.agendas.set(account, made);
    return made;
  }

  private isClocked(account: Account, customer: string | null): boolean {
    return customer !== null && Boolean(account.customers.find(customer)?.test_clock);
  }

  private duesOfSubscription(account: Account, id: string): Due[] {
    const row = account.subscriptions.find(id);
    return row && !this.isClocked(account, row.customer) ? subscriptionDues(account, row) : [];
  }

  private duesOfInvoice(account: Account, id: string): Due[] {
    const row = account.invoices.find(id);
    return row && !this.isClocked(account, row.customer) ? invoiceDues(account, row) : [];
  }

  private duesOfSchedule(account: Account, id: string): Due[] {
    const row = account.schedules.find(id);
    return row && !this.isClocked(account, row.customer) ? scheduleDues(row) : [];
  }

  private duesOfCheckout(account: Account, id: string): Due[] {
    const row = account.checkoutSessions.find(id);
    return row ? checkoutDues(row) : [];
  }
}
