/** How far the items of a list are counted: nobody reads a count beyond this, and counting further would take longer than the list. */
export const COUNTED_TO = 10_000;
/** Whether an item is unread is asked of so many, the latest. */
export const UNREAD_AMONG = 1000;
