import { customType, timestamp } from "drizzle-orm/pg-core";

export const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });
export const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });
/** Compared byte by byte: looked through in half the time, and never sorted. */
export const plainText = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' });
export const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });
export const createdAt = moment("created_at").notNull().defaultNow();
export const updatedAt = moment("updated_at").notNull().defaultNow();
