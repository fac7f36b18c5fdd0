/** The look of a line in the user menu, for a link or for the sign-out button. */
export const menuEntry =
  "flex w-full items-center gap-2.5 rounded-md px-2.5 py-2 text-left text-sm hover:bg-sunken [&_svg]:size-4 [&_svg]:text-muted";
