/** The standard rates (percent) that automatic tax applies by country; where none is given, nothing is collected. */
const STANDARD: Record<string, { name: string; percentage: number }> = {
  AT: { name: "VAT", percentage: 20 },
  AU: { name: "GST", percentage: 10 },
  BE: { name: "VAT", percentage: 21 },
  CA: { name: "GST", percentage: 5 },
  CH: { name: "VAT", percentage: 8.1 },
  DE: { name: "VAT", percentage: 19 },
  DK: { name: "VAT", percentage: 25 },
  ES: { name: "VAT", percentage: 21 },
  FI: { name: "VAT", percentage: 25.5 },
  FR: { name: "VAT", percentage: 20 },
  GB: { name: "VAT", percentage: 20 },
  IE: { name: "VAT", percentage: 23 },
  IN: { name: "GST", percentage: 18 },
  IT: { name: "VAT", percentage: 22 },
  JP: { name: "JCT", percentage: 10 },
  NL: { name: "VAT", percentage: 21 },
  NO: { name: "VAT", percentage: 25 },
  NZ: { name: "GST", percentage: 15 },
  PL: { name: "VAT", percentage: 23 },
  PT: { name: "VAT", percentage: 23 },
  SE: { name: "VAT", percentage: 25 },
  SG: { name: "GST", percentage: 9 },
};

/** The tax that is collected from customers of a country; null where there is none. */
export function standardTax(country: string): { name: string; percentage: number } | null {
  return STANDARD[country] ?? null;
}
