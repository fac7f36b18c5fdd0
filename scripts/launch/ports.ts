import net from "node:net";

const LOOPBACK = ["127.0.0.1", "::1"];

/** Some port of this machine's loopback that nothing listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

function accepts(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host });
    const done = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", () => done(true));
    socket.once("error", () => done(false));
    socket.setTimeout(500, () => done(false));
  });
}

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}

/**
 * Whether the port is ours to take. Both loopback addresses are asked, since a stranger on `::1` alone would answer
 * the browser at `localhost` in our place.
 */
export async function isPortFree(port: number): Promise<boolean> {
  const answers = await Promise.all(LOOPBACK.map((host) => accepts(port, host)));
  return !answers.includes(true) && (await canListen(port));
}

/** The wished port when it is free, otherwise some free one. */
export async function preferPort(wished: number | undefined): Promise<number> {
  return wished && (await isPortFree(wished)) ? wished : freePort();
}
