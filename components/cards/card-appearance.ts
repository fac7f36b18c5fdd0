import type { Appearance } from "@stripe/stripe-js";

// The frame is another page, which none of our colours reach; Stripe reads rgb, not oklch or light-dark().
function toRgb(color: string): string {
  const canvas = document.createElement("canvas");
  canvas.width = 1;
  canvas.height = 1;
  const context = canvas.getContext("2d");
  if (!context) return color;
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return `rgb(${red}, ${green}, ${blue})`;
}

const TOKENS = {
  colorPrimary: "--accent",
  colorBackground: "--surface",
  colorText: "--ink",
  colorTextSecondary: "--muted",
  colorTextPlaceholder: "--faint",
  colorDanger: "--danger-text",
} as const;

/** Our colours and type as the card field takes them, in the theme that `container` shows now. */
export function cardAppearance(container: HTMLElement): Appearance {
  const probe = document.createElement("span");
  container.append(probe);
  const colors = Object.entries(TOKENS).map(([name, token]) => {
    probe.style.color = `var(${token})`;
    return [name, toRgb(getComputedStyle(probe).color)];
  });
  probe.remove();
  const { fontFamily } = getComputedStyle(container);
  return {
    theme: "stripe",
    variables: { ...Object.fromEntries(colors), fontFamily, fontSizeBase: "15px", borderRadius: "7px" },
  };
}

/** Calls back whenever the theme changes, by the reader's choice or the system's; answers how to stop. */
export function onThemeChange(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  system.addEventListener("change", listener);
  return () => {
    observer.disconnect();
    system.removeEventListener("change", listener);
  };
}
