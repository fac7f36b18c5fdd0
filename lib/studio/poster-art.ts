/** Makes an artwork from a prompt; a hosted image model can stand behind the same interface. */
export interface PosterArtist {
  /** Answers an SVG document without scripts or outside references. */
  draw(prompt: string, seed: string): Promise<string>;
}

/** 32-bit FNV-1a: the same text gives the same poster on every machine. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return value >>> 0;
}

/** A small deterministic generator of numbers in [0, 1) (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Palette {
  paper: string;
  ink: string;
  tones: string[];
}

const PALETTES: Palette[] = [
  { paper: "#f4efe6", ink: "#1f2a37", tones: ["#d1495b", "#edae49", "#00798c", "#30638e"] },
  { paper: "#10162f", ink: "#f5f0e1", tones: ["#ff6e40", "#ffc13b", "#1e847f", "#5b7db1"] },
  { paper: "#fbf7ef", ink: "#2b2118", tones: ["#8a9a5b", "#c97b63", "#e0b15e", "#4f6d7a"] },
  { paper: "#eef2f7", ink: "#171a2b", tones: ["#6c5ce7", "#00b894", "#fd79a8", "#fdcb6e"] },
  { paper: "#1b1b1e", ink: "#fbfffe", tones: ["#d68c45", "#96031a", "#6d676e", "#faa916"] },
  { paper: "#f7f3f5", ink: "#22223b", tones: ["#9a8c98", "#c9ada7", "#4a4e69", "#e07a5f"] },
];

const WIDTH = 600;
const HEIGHT = 800;

type Random = () => number;
const between = (random: Random, from: number, to: number) => Math.round(from + random() * (to - from));
const pick = <T>(random: Random, items: readonly T[], fallback: T) =>
  items[Math.floor(random() * items.length)] ?? fallback;

/** Draws posters on this machine: free of charge, offline, the same for the same prompt and seed. */
export const localArtist: PosterArtist = {
  async draw(prompt, seed) {
    const random = numbersFrom(hash(`${prompt}\n${seed}`));
    const palette = pick(random, PALETTES, { paper: "#ffffff", ink: "#000000", tones: ["#888888"] });
    const compose = pick(random, [landscape, rings, blocks, waves], landscape);
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img">`,
      `<title>${escapeXml(prompt)}</title>`,
      `<rect width="${WIDTH}" height="${HEIGHT}" fill="${palette.paper}"/>`,
      compose(random, palette),
      caption(prompt, palette),
      "</svg>",
    ].join("");
  },
};

function landscape(random: Random, { tones, ink }: Palette): string {
  const sun = `<circle cx="${between(random, 150, 450)}" cy="${between(random, 150, 260)}" r="${between(random, 50, 105)}" fill="${pick(random, tones, ink)}"/>`;
  const hills = Array.from({ length: 4 }, (_, layer) => {
    const base = 300 + layer * 75;
    const points = Array.from({ length: 7 }, (_, i) => `${i * 100},${base + between(random, -70, 50)}`);
    return `<polygon points="0,640 ${points.join(" ")} 600,640" fill="${tones[layer % tones.length]}" opacity="${0.72 + layer * 0.08}"/>`;
  });
  return sun + hills.join("");
}

function rings(random: Random, { tones, ink }: Palette): string {
  const cx = between(random, 220, 380);
  const cy = between(random, 260, 380);
  const step = between(random, 26, 40);
  return Array.from({ length: 8 }, (_, i) => {
    const width = between(random, 6, step - 4);
    const dash = random() > 0.6 ? ` stroke-dasharray="${between(random, 30, 160)} ${between(random, 10, 60)}"` : "";
    return `<circle cx="${cx}" cy="${cy}" r="${24 + i * step}" fill="none" stroke="${pick(random, tones, ink)}" stroke-width="${width}"${dash}/>`;
  }).join("");
}

function blocks(random: Random, { tones, ink }: Palette): string {
  const cell = 100;
  const cells: string[] = [];
  for (let y = 60; y < 620; y += cell)
    for (let x = 50; x < 550; x += cell) cells.push(block(random, x, y, cell, pick(random, tones, ink)));
  return cells.join("");
}

function block(random: Random, x: number, y: number, cell: number, tone: string): string {
  const kind = random();
  if (kind < 0.2) return "";
  if (kind < 0.45) return `<rect x="${x}" y="${y}" width="${cell}" height="${cell}" fill="${tone}"/>`;
  if (kind < 0.7) return `<circle cx="${x + cell / 2}" cy="${y + cell / 2}" r="${cell / 2}" fill="${tone}"/>`;
  const flip = random() > 0.5;
  const corner = flip
    ? `M${x} ${y}h${cell}a${cell} ${cell} 0 0 1 -${cell} ${cell}z`
    : `M${x + cell} ${y}v${cell}h-${cell}z`;
  return `<path d="${corner}" fill="${tone}"/>`;
}

function waves(random: Random, { tones, ink }: Palette): string {
  return Array.from({ length: 9 }, (_, i) => {
    const y = 110 + i * 58;
    const sway = between(random, 20, 70);
    const path = `M-20 ${y}c120 -${sway} 200 ${sway} 320 0s200 -${sway} 320 0`;
    return `<path d="${path}" fill="none" stroke="${pick(random, tones, ink)}" stroke-width="${between(random, 8, 34)}" stroke-linecap="round"/>`;
  }).join("");
}

const LINE_LENGTH = 26;

function caption(prompt: string, { ink }: Palette): string {
  const lines = wrap(prompt, LINE_LENGTH).slice(0, 3);
  const text = lines.map((line, i) => `<tspan x="50" y="${690 + i * 34}">${escapeXml(line)}</tspan>`).join("");
  return `<line x1="50" y1="652" x2="110" y2="652" stroke="${ink}" stroke-width="4"/><text font-family="Georgia, serif" font-size="28" fill="${ink}">${text}</text>`;
}

function wrap(text: string, length: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < length) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word.length > length ? `${word.slice(0, length - 1)}…` : word);
  }
  return lines;
}

function escapeXml(text: string): string {
  // Control characters and halves of surrogate pairs are not XML.
  const printable = text.replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, "");
  return printable.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
