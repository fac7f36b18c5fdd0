import net from "node:net";

/** A way to the database that a test can watch and take away. */
export interface WayToDatabase {
  /** Connection URL through it. */
  readonly url: string;
  /** How many bytes were sent to the database until now. */
  bytesSent(): number;
  /** Ends every connection through it; new ones are let in. */
  cut(): void;
  close(): Promise<void>;
}

/** Opens a way to the database of this URL. */
export async function openWayToDatabase(databaseUrl: string): Promise<WayToDatabase> {
  const url = new URL(databaseUrl);
  const target = { host: url.hostname, port: Number(url.port) };
  const sockets = new Set<net.Socket>();
  let bytes = 0;
  const join = (from: net.Socket, to: net.Socket) => {
    sockets.add(from);
    from.on("error", () => to.destroy());
    from.on("close", () => {
      sockets.delete(from);
      to.destroy();
    });
    from.pipe(to);
  };
  const server = net.createServer((socket) => {
    const onward = net.connect(target);
    socket.on("data", (chunk) => {
      bytes += chunk.length;
    });
    join(socket, onward);
    join(onward, socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("no port");
  url.hostname = "127.0.0.1";
  url.port = String(address.port);
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: url.toString(),
    bytesSent: () => bytes,
    cut,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      cut();
      await closed;
    },
  };
}
