/**
 * Every single key of the dashboard, and what it does: a key means one thing, wherever it is pressed. A screen says
 * which of them it answers (use-keys.ts); `?` shows those.
 */
export const KEYS = {
  next: { key: "j", word: "Next change, or row" },
  previous: { key: "k", word: "Previous change, or row" },
  select: { key: "x", word: "Select the row" },
  view: { key: "v", word: "Next view: rendered, split, unified" },
  copyLink: { key: "y", word: "Copy a link to this very change" },
  find: { key: "/", word: "Find" },
  older: { key: "[", word: "Older version" },
  newer: { key: "]", word: "Newer version" },
  run: { key: "R", word: "Run now" },
  keys: { key: "?", word: "Show the keys of this screen" },
} as const satisfies Record<string, { key: string; word: string }>;

export type KeyAction = keyof typeof KEYS;

/** What a key event of the browser asks for; letters count in either case. */
export function actionOfKey(key: string): KeyAction | undefined {
  const actions = Object.keys(KEYS) as KeyAction[];
  return actions.find((action) => KEYS[action].key.toLowerCase() === key.toLowerCase());
}
