/** The value below which a share `q` of the samples lies (nearest rank); NaN of nothing. */
export function quantile(samples: number[], q: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN;
}

export const median = (samples: number[]) => quantile(samples, 0.5);

/** "p50 1.2, p95 3.4, p99 5.6, max 7.8" */
export function spread(samples: number[], unit: string): string {
  const parts = [50, 95, 99].map((p) => `p${p} ${digits(quantile(samples, p / 100))}`);
  return `${[...parts, `max ${digits(Math.max(...samples))}`].join(", ")} ${unit}`;
}

/** Three significant digits, thousands whole. */
export function digits(value: number): string {
  if (Number.isNaN(value)) return "–";
  return Math.abs(value) >= 100
    ? Math.round(value).toLocaleString("en-US")
    : String(Number(value.toPrecision(3)));
}
