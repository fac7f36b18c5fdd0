import { notFound } from "next/navigation";

/** Every address that no page answers, so that "not found" is said in the reader's language. */
export default function UnknownAddress() {
  notFound();
}
