import type { ReactNode } from "react";

/** One message in the middle of a page: not found, failed, offline. Plain enough to work without a script. */
export function MessagePage({ code, title, children }: { code?: string; title: string; children: ReactNode }) {
  return (
    <div className="page grid min-h-[70dvh] content-center py-20">
      {code ? <p className="tabular font-mono text-muted text-sm">{code}</p> : null}
      <h1 className="mt-2 max-w-xl font-semibold text-4xl tracking-[-0.035em]">{title}</h1>
      <div className="mt-4 max-w-xl text-lg text-muted">{children}</div>
    </div>
  );
}
