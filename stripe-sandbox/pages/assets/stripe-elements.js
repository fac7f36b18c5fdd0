// The card frame that window.Stripe mounts: card data stays in it. One part of `/stripe.js`.
import { notThere, origin } from "./stripe-api.js";

/** An element: a frame of the sandbox with the card's inputs, spoken to over a port of its own. */
function createElement(publishableKey, kind, options, group) {
  const listeners = new Map();
  const waiting = new Map();
  let port = null;
  let frame = null;
  let lastCall = 0;
  let connected = null;

  const emit = (name, detail) => {
    for (const listener of [...(listeners.get(name) ?? [])]) listener({ elementType: kind, ...detail });
  };

  function receive({ data }) {
    if (data.type === "answer") {
      waiting.get(data.call)?.(data.result);
      waiting.delete(data.call);
    } else if (data.type === "resize") frame.style.height = `${data.height}px`;
    else emit(data.type, data.detail);
  }

  function look(container) {
    const { color, fontFamily, fontSize } = getComputedStyle(container);
    return {
      host: { color, fontFamily, fontSize },
      appearance: group.appearance ?? {},
      style: options.style ?? {},
      placeholder: options.placeholder,
      disabled: options.disabled ?? false,
    };
  }

  function connect(container) {
    const channel = new MessageChannel();
    port = channel.port1;
    port.onmessage = receive;
    frame.contentWindow.postMessage({ type: "stripe-sandbox:connect", publishableKey, look: look(container) }, origin, [
      channel.port2,
    ]);
    return port;
  }

  /** Asks the frame; the card itself never comes back, only what the API made of it. */
  async function ask(type, body) {
    if (!connected) return { error: { type: "invalid_request_error", message: "The element is not mounted." } };
    await connected;
    lastCall += 1;
    const number = lastCall;
    const answer = new Promise((resolve) => waiting.set(number, resolve));
    port.postMessage({ type, call: number, ...body });
    return answer;
  }

  const element = {
    mount(target) {
      const container = typeof target === "string" ? document.querySelector(target) : target;
      if (!container) throw new Error(`The selector you specified (${target}) applies to no DOM elements.`);
      frame?.remove();
      frame = document.createElement("iframe");
      frame.title = kind === "card" ? "Secure card input" : "Secure payment input";
      frame.name = `sandbox-${kind}-${Math.random().toString(36).slice(2)}`;
      frame.src = `${origin}/elements/card.html?kind=${kind}&locale=${encodeURIComponent(group.locale ?? "auto")}`;
      Object.assign(frame.style, {
        display: "block",
        width: "100%",
        border: "0",
        height: kind === "card" ? "24px" : "190px",
      });
      frame.style.colorScheme = "light";
      frame.setAttribute("allow", "payment *");
      connected = new Promise((resolve) => {
        frame.addEventListener("load", () => {
          resolve(connect(container));
        });
      });
      container.replaceChildren(frame);
      return element;
    },
    unmount() {
      frame?.remove();
      frame = null;
      connected = null;
      return element;
    },
    destroy() {
      element.unmount();
      listeners.clear();
      group.forget(element);
    },
    on(name, listener) {
      listeners.set(name, [...(listeners.get(name) ?? []), listener]);
      return element;
    },
    once(name, listener) {
      const once = (event) => {
        element.off(name, once);
        listener(event);
      };
      return element.on(name, once);
    },
    off(name, listener) {
      const kept = (listeners.get(name) ?? []).filter((each) => listener !== undefined && each !== listener);
      listeners.set(name, kept);
      return element;
    },
    update(changed) {
      Object.assign(options, changed);
      if (frame?.parentElement) port?.postMessage({ type: "look", look: look(frame.parentElement) });
      return element;
    },
    focus: () => ask("focus", {}),
    blur: () => ask("blur", {}),
    clear: () => ask("clear", {}),
    collapse: () => element,
    _kind: kind,
    _ask: ask,
  };
  return element;
}

export function createElements(publishableKey, groupOptions) {
  const elements = [];
  const group = {
    ...groupOptions,
    forget: (element) => elements.splice(elements.indexOf(element), 1),
  };
  return {
    create(kind, options = {}) {
      if (kind !== "card" && kind !== "payment") throw notThere(`element "${kind}"`);
      if (elements.some(({ _kind }) => _kind === kind)) throw new Error(`Can only create one Element of type ${kind}.`);
      const element = createElement(publishableKey, kind, { ...options }, group);
      elements.push(element);
      return element;
    },
    getElement: (kind) => elements.find(({ _kind }) => _kind === kind) ?? null,
    update(changed) {
      Object.assign(group, changed);
      for (const element of elements) element.update({});
    },
    fetchUpdates: async () => ({}),
    submit: async () => elements[0]?._ask("validate", {}) ?? {},
    _clientSecret: () => group.clientSecret ?? null,
    _element: () => elements[0] ?? null,
  };
}
