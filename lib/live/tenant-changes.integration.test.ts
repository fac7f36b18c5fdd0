import net from "node:net";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { disconnect } from "@/db/client";
import { announceTenantChange } from "@/db/queries/announce";
import { useTestEnvironment } from "@/db/testing/test-environment";
import { database } from "@/lib/database";
import { newId, type TenantId } from "@/lib/ids";
import { stopProcess } from "@/lib/start-process";
import { onTenantChange, stopListening } from "./tenant-changes";

// The way to the database, which the test can take away.
const sockets = new Set<net.Socket>();
const proxy = net.createServer();
let port = 0;
let drop: () => Promise<void>;

async function openWay(): Promise<void> {
  await new Promise<void>((resolve) => proxy.listen(port, "127.0.0.1", resolve));
  port = (proxy.address() as net.AddressInfo).port;
}

async function closeWay(): Promise<void> {
  const closed = new Promise((resolve) => proxy.close(resolve));
  for (const socket of sockets) socket.destroy();
  await closed;
}

function join(from: net.Socket, to: net.Socket): void {
  sockets.add(from);
  from.on("error", () => to.destroy());
  from.on("close", () => {
    sockets.delete(from);
    to.destroy();
  });
  from.pipe(to);
}

beforeAll(async () => {
  const environment = await useTestEnvironment();
  drop = environment.drop;
  const url = new URL(environment.url);
  const target = { host: url.hostname, port: Number(url.port) };
  proxy.on("connection", (socket) => {
    const onward = net.connect(target);
    join(socket, onward);
    join(onward, socket);
  });
  await openWay();
  url.hostname = "127.0.0.1";
  url.port = String(port);
  process.env.DATABASE_URL = url.toString();
});

afterAll(async () => {
  await stopListening();
  await disconnect();
  await closeWay();
  await drop();
});

async function listeningConnections(): Promise<number> {
  const rows = await database().execute(sql`
    select pid from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and query ilike 'listen%'`);
  return rows.length;
}

describe("G16: every open tab hears of a change, also after the database was away", () => {
  it("G16: the next reader tries again when the first found no database, because it comes back", async () => {
    const tenantId = newId<TenantId>();
    const early = vi.fn();
    await closeWay();
    for (let attempt = 0; attempt < 3; attempt += 1)
      await expect(onTenantChange(tenantId, early)).rejects.toThrow(/CONNECTION_|ECONN/);
    await stopListening();
    await openWay();

    const late = vi.fn();
    const stop = await onTenantChange(tenantId, late);
    late.mockClear();
    await announceTenantChange(database(), tenantId, "webhook");
    await vi.waitFor(() => expect(late).toHaveBeenCalled());
    expect(late.mock.calls).toEqual([["webhook"]]);
    expect(early).not.toHaveBeenCalled();
    expect(await listeningConnections()).toBe(1);
    stop();
  });

  it("G16: everybody is told after a lost connection, because changes may have been missed", async () => {
    const listener = vi.fn();
    const stop = await onTenantChange(newId<TenantId>(), listener);
    listener.mockClear();
    await closeWay();
    await openWay();
    await vi.waitFor(() => expect(listener).toHaveBeenCalledWith("reconnected"), { timeout: 10_000 });
    stop();
  });

  it("G16: a stopping process stops its worker without a database too, because a stop is due when things fail", async () => {
    await stopListening();
    await closeWay();
    await expect(onTenantChange(newId<TenantId>(), vi.fn())).rejects.toThrow();
    const stop = vi.fn(() => Promise.resolve());
    await stopProcess({ stop });
    expect(stop).toHaveBeenCalledOnce();
    await openWay();
  });

  it("G16: a stopping process hears no more, even when its worker cannot stop", async () => {
    await onTenantChange(newId<TenantId>(), vi.fn());
    expect(await listeningConnections()).toBe(1);
    const stop = () => Promise.reject(new Error("worker stuck"));
    await expect(stopProcess({ stop })).rejects.toThrow("worker stuck");
    await vi.waitFor(async () => expect(await listeningConnections()).toBe(0));
  });

  it("G16: a stopping process leaves the pool to the requests that it still answers", async () => {
    await database().execute(sql`select 1`);
    await stopProcess(null);
    expect(await database().execute(sql`select 1 as one`)).toEqual([{ one: 1 }]);
  });
});
