/** Why a password is refused; the screens word it. */
export type PasswordWeakness = "too_short" | "contains_email" | "common";

export const PASSWORD_MIN_LENGTH = 10;

// What attackers try first among passwords of our length; a rate limit guards the rest.
const COMMON = new Set(
  `1234567890 0123456789 0987654321 9876543210 12345678910 123456789a 1234567891 1q2w3e4r5t 1q2w3e4r5t6y qwertyuiop
  qwertzuiop azertyuiop asdfghjkl; qwerty12345 qwerty1234 qwerty123456 1qaz2wsx3edc password12 password123 password1234 password12345 passw0rd123
  p@ssw0rd123 p@ssword123 mypassword letmein123 letmein1234 welcome123 welcome1234 iloveyou12 iloveyou123 iloveyou1234
  adminadmin admin12345 administrator changeme123 football123 baseball123 basketball superman123 princess123 sunshine123 dragon12345
  monkey12345 abcdefghij abcdefghijk abc1234567 abcd123456 a123456789 aa12345678 q1w2e3r4t5 zaq12wsxcde qazwsxedcrf
  passwordpassword test123456 testtest123 secret1234 trustno1234 michelle123 charlie123 starwars123 tierline123 tierline1234`.split(
    /\s+/,
  ),
);

const MIN_LOCAL_PART = 4;

/** Says why a password is too easy to guess, or null. Pure, so that the form says the same before sending. */
export function findPasswordWeakness(password: string, email: string): PasswordWeakness | null {
  if ([...password].length < PASSWORD_MIN_LENGTH) return "too_short";
  const lower = password.toLowerCase();
  const local = email.toLowerCase().trim().split("@")[0]?.split("+")[0] ?? "";
  if (local.length >= MIN_LOCAL_PART && lower.includes(local)) return "contains_email";
  // "aaaaaaaaaa" and "ababababab" are as common as the listed ones.
  if (COMMON.has(lower) || new Set(lower).size <= 2) return "common";
  return null;
}
