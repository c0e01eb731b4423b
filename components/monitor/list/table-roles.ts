/**
 * On a phone a row is laid out as a few lines. Some browsers then forget that it was a row, so the roles are
 * said aloud.
 */
export const TABLE = { role: "table" };
export const ROW_GROUP = { role: "rowgroup" };
export const ROW = { role: "row" };
export const CELL = { role: "cell" };
export const ROW_HEADER = { role: "rowheader", scope: "row" };
