import type { z } from "zod";
import { AppError } from "@/lib/errors";
import { invalidRequest } from "./problem";

export const JSON_LIMIT_BYTES = 64 * 1024;

/** Reads the whole body as text and refuses it as soon as it is longer than `limitBytes`, whatever its header claims. */
export async function readText(request: Request, limitBytes: number): Promise<string> {
  const tooLarge = () => new AppError("payload_too_large", `The body may have at most ${limitBytes} bytes.`);
  if (Number(request.headers.get("content-length") ?? 0) > limitBytes) throw tooLarge();
  if (!request.body) return "";
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body.getReader();
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    size += step.value.byteLength;
    if (size > limitBytes) {
      await reader.cancel();
      throw tooLarge();
    }
    chunks.push(step.value);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Reads a JSON body against its contract. An empty body counts as `{}`. */
export async function readJson<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  const text = await readText(request, JSON_LIMIT_BYTES);
  if (text !== "" && !/^application\/(\w+\+)?json\b/i.test(request.headers.get("content-type") ?? ""))
    throw new AppError("unsupported_media_type", "Send the body with Content-Type: application/json.");
  const parsed = schema.safeParse(parseJson(text));
  if (!parsed.success) throw invalidRequest(parsed.error);
  return parsed.data;
}

function parseJson(text: string): unknown {
  if (text === "") return {};
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError("malformed_json", "The body is not valid JSON.", { cause });
  }
}
