/** What a comment may be; without the schema library, since the field for one says how much is left. */
export const MOST_CHARACTERS = 10_000;
export const MOST_MENTIONS = 50;
