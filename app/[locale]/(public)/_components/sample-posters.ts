/** A poster that the landing page shows; prompt and seed make the same picture on every machine. */
export interface SamplePoster {
  file: string;
  /** Typed by a person, like any prompt: shown as it is in every language. */
  prompt: string;
  seed: string;
}

export const SAMPLE_POSTERS: SamplePoster[] = [
  { file: "harbour.svg", prompt: "The harbour before dawn", seed: "b" },
  { file: "night-train.svg", prompt: "Night train to Lisbon", seed: "b" },
  { file: "citrus-market.svg", prompt: "Citrus market at noon", seed: "e" },
  { file: "paper-planets.svg", prompt: "Planets made of paper", seed: "e" },
  { file: "jazz.svg", prompt: "Jazz on the roof", seed: "a" },
  { file: "lighthouse.svg", prompt: "A lighthouse in the fog", seed: "b" },
];

/** Where the browser fetches it. */
export function posterAddress({ file }: SamplePoster): string {
  return `/sample-posters/${file}`;
}
