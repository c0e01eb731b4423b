/** The height of each bar, of 28 at most: mostly nothing happened, sometimes something did. */
const HEIGHTS = [
  4, 4, 4, 6, 4, 4, 4, 4, 14, 4, 4, 4, 4, 4, 8, 4, 4, 4, 4, 4, 4, 20, 7, 4, 4, 4, 4, 4, 4, 10, 4, 4, 4, 4, 4,
  4, 4, 5, 4, 4, 4, 28, 9, 4, 4, 4, 4, 4, 4, 4, 12, 4, 4, 4, 4, 4, 4, 6, 4, 4,
];
const STEP = 6;

/** Our history strip as an ornament along the lower edge, for pages that have no history yet. */
export function TideLine() {
  const bars = HEIGHTS.map((height, index) => `M${index * STEP} 28v-${height}h4v${height}z`).join("");
  return (
    <svg aria-hidden className="block h-7 w-full text-border">
      <defs>
        <pattern id="tide-line" width={HEIGHTS.length * STEP} height="28" patternUnits="userSpaceOnUse">
          <path d={bars} fill="currentColor" />
        </pattern>
      </defs>
      <rect width="100%" height="28" fill="url(#tide-line)" />
    </svg>
  );
}
