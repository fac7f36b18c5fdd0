import http from "node:http";
import https from "node:https";

const TIMEOUT_MS = 10_000;
const agents = {
  "http:": new http.Agent({ keepAlive: true, maxSockets: 64 }),
  "https:": new https.Agent({ keepAlive: true, maxSockets: 64 }),
};

/** Posts a webhook; answers the status, or why there was none. Redirects are not followed. */
export function post(
  url: string,
  payload: string,
  signature: string,
): Promise<{ status: number | null; error: string | null }> {
  return new Promise((resolve) => {
    const target = new URL(url);
    const isTls = target.protocol === "https:";
    const request = (isTls ? https : http).request(
      target,
      {
        method: "POST",
        agent: isTls ? agents["https:"] : agents["http:"],
        timeout: TIMEOUT_MS,
        headers: {
          "Content-Type": "application/json; charset=utf-8",
          "Content-Length": Buffer.byteLength(payload),
          "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
          Accept: "*/*; q=0.5, application/xml",
          "Cache-Control": "no-cache",
          "Stripe-Signature": signature,
        },
      },
      (response) => {
        response.resume();
        response.on("end", () => resolve({ status: response.statusCode ?? null, error: null }));
        response.on("error", (error) => resolve({ status: null, error: error.message }));
      },
    );
    request.on("timeout", () => request.destroy(new Error("timed out")));
    request.on("error", (error) => resolve({ status: null, error: error.message }));
    request.end(payload);
  });
}
