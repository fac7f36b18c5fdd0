import { type Endpoint, get } from "../http/endpoint";
import { invalidParam, noSuch } from "../http/errors";
import { page } from "../http/lists";
import * as p from "../http/params";

const KEPT_SECONDS = 30 * 86_400;

export const eventEndpoints: Endpoint[] = [
  get(
    "/v1/events",
    { ...p.LIST, created: p.range, delivery_success: p.bool, type: p.text, types: p.arrayOf(p.text) },
    ({ world, account, params }) => {
      if (params.type && params.types) {
        throw invalidParam("You may only specify one of these parameters: type, types.", { param: "types" });
      }
      const oldest = world.wallClock() / 1000 - KEPT_SECONDS;
      const isWanted = (type: string) =>
        params.type
          ? type === params.type || (params.type.endsWith("*") && type.startsWith(params.type.slice(0, -1)))
          : !params.types || params.types.includes(type);
      const rows = account.events
        .newestFirst()
        .filter(
          (row) =>
            row.created >= oldest &&
            isWanted(row.type) &&
            (typeof params.delivery_success !== "boolean" || (row.pending_webhooks === 0) === params.delivery_success),
        );
      return page(rows, params, "/v1/events", "event");
    },
  ),
  get("/v1/events/:id", {}, ({ account, id }) => {
    const event = account.events.find(id);
    if (!event) throw noSuch("event", id);
    return event;
  }),
];
