/** What a person's own workspace is called until he names it. */
export function workspaceNameFor(personName: string): string {
  const firstName = personName.split(/\s+/)[0] ?? personName;
  return `${firstName}'s workspace`;
}
