import type { CreditEntryDto } from "@/lib/contracts/credits";

export type EntryLabel =
  | "monthly"
  | "pack"
  | "gift"
  | "poster"
  | "service"
  | "reserved"
  | "settled"
  | "released"
  | "expired"
  | "adjusted"
  | "refunded";

export interface EntryText {
  label: EntryLabel;
  /** What a person or a service said about it; null where there is nothing to add. */
  detail: string | null;
}

const SERVICE = "use:";

/** What an entry of the ledger is, in words of the message catalogue. */
export function entryText({ kind, source, note }: Pick<CreditEntryDto, "kind" | "source" | "note">): EntryText {
  switch (kind) {
    case "grant":
      return { label: grantLabel(source), detail: note };
    case "consume":
      return source.startsWith(SERVICE)
        ? { label: "service", detail: note ?? source.slice(SERVICE.length) }
        : { label: "poster", detail: note };
    case "reserve":
      return { label: "reserved", detail: note };
    case "settle":
      return { label: "settled", detail: note };
    case "release":
      return { label: "released", detail: note };
    case "expire":
      return { label: "expired", detail: note };
    case "adjust":
      return { label: "adjusted", detail: note };
    case "refund":
      return { label: "refunded", detail: note };
  }
}

function grantLabel(source: string): EntryLabel {
  if (source.startsWith("pack:")) return "pack";
  return source.startsWith("gift:") ? "gift" : "monthly";
}
