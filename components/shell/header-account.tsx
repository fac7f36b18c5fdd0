"use client";

import { useViewer } from "./viewer";

export interface HeaderAccountProps {
  labels: { signIn: string; startFree: string; openStudio: string };
  classes: { quiet: string; loud: string };
}

/**
 * The header's right end. Links into the signed-in area load a new document on purpose: it comes under a content
 * security policy of its own.
 */
export function HeaderAccount({ labels, classes }: HeaderAccountProps) {
  const viewer = useViewer();
  if (viewer.state === "signed-in") {
    return (
      <a href="/studio" className={classes.loud}>
        {labels.openStudio}
      </a>
    );
  }
  return (
    <>
      <a href="/sign-in" className={classes.quiet}>
        {labels.signIn}
      </a>
      <a href="/sign-up" className={classes.loud}>
        {labels.startFree}
      </a>
    </>
  );
}
