"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Asks the server anew when the reader comes back to this tab: the mail's link was opened in another one. */
export function RefreshOnReturn() {
  const router = useRouter();
  useEffect(() => {
    const refresh = () => {
      if (document.visibilityState === "visible") router.refresh();
    };
    document.addEventListener("visibilitychange", refresh);
    return () => document.removeEventListener("visibilitychange", refresh);
  }, [router]);
  return null;
}
