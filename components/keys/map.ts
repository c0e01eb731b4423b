/**
 * Every single key of the dashboard, and what it does: a key means one thing, wherever it is pressed. A screen says
 * which of them it answers (use-keys.ts); `?` shows those.
 */
export const KEYS = {
  next: { key: "j", word: "Next change, or row" },
  previous: { key: "k", word: "Previous change, or row" },
  nextItem: { key: ".", word: "Next item of the inbox" },
  previousItem: { key: ",", word: "Previous item of the inbox" },
  open: { key: "o", word: "Open" },
  select: { key: "x", word: "Select the row" },
  done: { key: "e", word: "Done, or open again" },
  assign: { key: "a", word: "Assign to somebody" },
  snooze: { key: "s", word: "Snooze" },
  noise: { key: "n", word: "Noise" },
  important: { key: "i", word: "Important, or not any more" },
  label: { key: "l", word: "Label" },
  comment: { key: "c", word: "Comment" },
  undo: { key: "u", word: "Undo what you did last" },
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
