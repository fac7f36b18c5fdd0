const codes =
  "AD AE AF AG AI AL AM AO AR AT AU AW AZ BA BB BD BE BF BG BH BI BJ BM BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO CR CV CW CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FK FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IQ IS IT JE JM JO JP KE KG KH KI KM KN KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MK ML MM MN MO MQ MR MS MT MU MV MW MX MY MZ NA NC NE NG NI NL NO NP NZ OM PA PE PF PG PH PK PL PR PT PY QA RE RO RS RW SA SB SC SE SG SI SK SL SM SN SO SR ST SV SZ TC TD TG TH TJ TL TM TN TO TR TT TW TZ UA UG US UY UZ VC VE VG VN VU WS XK YE YT ZA ZM ZW".split(
    " ",
  );

/** Countries to choose from, by name in the reader's language. */
export function countryChoices(tag: string): { code: string; name: string }[] {
  const names = new Intl.DisplayNames(tag, { type: "region" });
  return codes
    .map((code) => ({ code, name: names.of(code) ?? code }))
    .sort((one, other) => one.name.localeCompare(other.name, tag));
}

const usualRegions: Record<string, string> = { en: "US", es: "ES", de: "DE" };

/** The country to preselect: the locale's region ("de-AT" is Austria), else the language's largest. */
export function likelyCountry(tag: string): string {
  const region = new Intl.Locale(tag).region;
  if (region && codes.includes(region)) return region;
  return usualRegions[new Intl.Locale(tag).language] ?? "US";
}
