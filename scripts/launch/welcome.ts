import type { DemoLogin } from "./demo";
import { bold, cyan, dim } from "./progress";

/** What the closing block of a start tells. */
export interface Welcome {
  readonly appUrl: string;
  readonly sandboxUrl: string | undefined;
  readonly logins: readonly DemoLogin[];
  readonly showsMailbox: boolean;
}

/** The short block that ends a start: where to go, and as whom. */
export function welcomeLines({ appUrl, sandboxUrl, logins, showsMailbox }: Welcome): string[] {
  const width = Math.max(0, ...logins.map(({ email }) => email.length));
  const passwords = new Set(logins.map(({ password }) => password));
  const [shared] = passwords;
  const onePassword = passwords.size === 1;
  return [
    "",
    `  ${bold("Tierline is ready:")} ${cyan(appUrl)}`,
    ...(showsMailbox ? [`  ${dim("mails sent to you  ")} ${appUrl}/dev/mailbox`] : []),
    ...(sandboxUrl ? [`  ${dim("local Stripe       ")} ${sandboxUrl}`] : []),
    ...(logins.length > 0
      ? ["", `  Sign up with any address, or sign in as${onePassword ? ` (password ${bold(String(shared))})` : ""}:`]
      : []),
    ...logins.map(({ email, password, note }) => {
      const secret = onePassword ? "" : `  ${password}`;
      return `    ${email.padEnd(width)}${secret}  ${dim(note)}`;
    }),
    "",
    `  ${dim("Ctrl-C stops everything; nothing is lost.")}`,
    "",
  ];
}
