const UNITS: [seconds: number, name: string][] = [
  [86_400, "d"],
  [3600, "h"],
  [60, "min"],
];

/** A span of time in one unit that says enough: "12 min", "1.5 h", "under a minute". */
export function spanInWords(seconds: number): string {
  const [size, name] = UNITS.find(([unit]) => seconds >= unit) ?? [];
  if (!size) return "under a minute";
  const value = seconds / size;
  return `${value < 10 ? Math.round(value * 10) / 10 : Math.round(value)} ${name}`;
}
