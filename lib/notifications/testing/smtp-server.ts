import { once } from "node:events";
import { createServer, type Socket } from "node:net";

/** A mail server that keeps what it is given. */
export interface SmtpServer {
  readonly url: string;
  readonly received: string[];
  /** Answers every recipient with a temporary failure while true. */
  refusing: boolean;
  stop(): Promise<void>;
}

function converse(socket: Socket, server: { received: string[]; refusing: boolean }): void {
  let body: string | null = null;
  let rest = "";
  const say = (line: string) => socket.write(`${line}\r\n`);
  const hear = (line: string) => {
    if (body !== null) {
      if (line !== ".") body += `${line}\n`;
      else {
        server.received.push(body);
        body = null;
        say("250 kept");
      }
      return;
    }
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === "DATA") {
      body = "";
      say("354 go on");
    } else if (verb === "RCPT" && server.refusing) say("451 try later");
    else if (verb === "QUIT") socket.end("221 bye\r\n");
    else say("250 ok");
  };
  say("220 test");
  socket.on("data", (chunk) => {
    const lines = (rest + chunk.toString("utf8")).split("\r\n");
    rest = lines.pop() ?? "";
    for (const line of lines) hear(line);
  });
  socket.on("error", () => socket.destroy());
}

/** Starts a mail server on a free port of this machine. */
export async function startSmtpServer(): Promise<SmtpServer> {
  const state = { received: [] as string[], refusing: false };
  const listener = createServer((socket) => converse(socket, state)).listen(0, "127.0.0.1");
  await once(listener, "listening");
  const address = listener.address();
  if (typeof address !== "object" || !address) throw new Error("the mail server has no port");
  const stop = async () => {
    listener.close();
    await once(listener, "close");
  };
  return Object.assign(state, { url: `smtp://127.0.0.1:${address.port}`, stop });
}
