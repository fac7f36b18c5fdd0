import { describe, expect, it } from "vitest";
import { chooseProfile, localHost } from "./profile";

describe("the address that the local app listens on", () => {
  it("is this machine alone unless told otherwise", () => {
    expect(localHost({})).toBe("localhost");
    expect(localHost({ HOST: "" })).toBe("localhost");
    for (const host of ["localhost", "127.0.0.5", "::1"]) expect(localHost({ HOST: host })).toBe(host);
  });

  it.each(["0.0.0.0", "::", "192.168.1.20", "my-laptop"])(
    "is never %s by HOST alone, because everybody in the network could then read the mails",
    (host) => {
      expect(() => localHost({ HOST: host })).toThrow("TIERLINE_ALLOW_LAN=1");
      expect(() => localHost({ HOST: host, TIERLINE_ALLOW_LAN: "0" })).toThrow("/dev/mailbox");
      expect(localHost({ HOST: host, TIERLINE_ALLOW_LAN: "1" })).toBe(host);
    },
  );

  it("does not make another machine's APP_URL local, whatever is allowed or asked for", () => {
    const env = { APP_URL: "http://192.168.1.20:3000", TIERLINE_ALLOW_LAN: "1", TIERLINE_PROFILE: "local" };
    expect(chooseProfile(env).name).toBe("production");
    expect(chooseProfile({ APP_URL: "http://127.9.9.9:3000" }).name).toBe("local");
  });
});
