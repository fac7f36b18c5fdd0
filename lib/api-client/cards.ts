import type { CardEntryDto } from "@/lib/contracts/cards";
import { callApi } from "./request";

/** How the card field is reached. */
export const readCardEntry = () => callApi<CardEntryDto>("/billing/card-entry");
