/** The address of a sign-in or sign-up page that leads on to `returnTo`. */
export function authAddress(page: "/sign-in" | "/sign-up", returnTo: string): string {
  return returnTo === "/studio" ? page : `${page}?${new URLSearchParams({ callbackUrl: returnTo })}`;
}
