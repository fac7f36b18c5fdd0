import type { WebhookEndpoint } from "../store/wire";
import { API_VERSION } from "./emit";

const RELEASE = API_VERSION.slice(API_VERSION.indexOf("."));

/**
 * Why no event can be rendered for an endpoint, or null. Versions of one release differ by additions alone; the shapes
 * of other releases are not imitated, and an event of the wrong shape under their name would be a lie.
 */
export function unrenderable(endpoint: WebhookEndpoint): string | null {
  const version = endpoint.api_version;
  if (version === null || version.endsWith(RELEASE)) return null;
  return `Not sent: events of API version ${version} are not imitated. Create the endpoint with ${API_VERSION}.`;
}
