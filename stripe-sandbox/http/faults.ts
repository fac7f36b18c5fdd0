import type { Account, RequestFault } from "../account";

/** The next planned fault for this request, used up by being taken. */
export function takeFault(account: Account, method: string, path: string): RequestFault | null {
  if (account.faults.length === 0) return null;
  const fault = account.faults.find(
    (candidate) =>
      candidate.remaining > 0 &&
      (candidate.method === null || candidate.method === method) &&
      path.startsWith(candidate.path),
  );
  if (!fault) return null;
  fault.remaining -= 1;
  if (fault.remaining === 0) account.faults.splice(account.faults.indexOf(fault), 1);
  return fault;
}
