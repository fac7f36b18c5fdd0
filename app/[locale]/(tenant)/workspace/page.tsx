import { redirect } from "next/navigation";

/** The first kind of things; each has an address of its own. */
export default function WorkspaceIndexRoute() {
  redirect("/workspace/locations");
}
