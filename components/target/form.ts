import type { ComponentType } from "react";
import type { AnyTarget } from "#lib/target/kinds.ts";

/** What is typed in the block of a target, by field. Equal values are the same, so that a change is found without reading them. */
export type Fields = Record<string, unknown>;

/** What is wrong in a block, as sentences by field; `block` is what no field of it can mend. */
export type BlockRefusals = Record<string, string>;

export type BlockProps<F extends Fields = Fields> = {
  fields: F;
  refusals: BlockRefusals;
  /** The same function as long as the block stands. */
  onChange: (change: Partial<F>) => void;
};

/** Where a refused path within a target is in its block, and the subject of the sentence. */
export type BlockPlace = { field: string; subject: string };

/**
 * The form of a kind of target: what stands on screen beside its price, its words (lib/target) and its checks. A line in
 * forms.ts registers one; the monitor's form knows none of them by name.
 */
export type TargetForm<F extends Fields = Fields> = {
  type: string;
  /** Of the choice between kinds: "Pages". */
  name: string;
  /** A block in which nothing was typed. */
  empty: F;
  /** A stored target as its block shows it. */
  fieldsOf(target: AnyTarget): F;
  /** The target as the API takes it: what the block says, over a stored one whose other settings stay. */
  targetOf(fields: F, stored: AnyTarget | null): Record<string, unknown>;
  Block: ComponentType<BlockProps<F>>;
  /** What of it can be read already, while somebody types: that much is priced and tried. */
  readable?(fields: F): F;
  /** What the API never gets to see: what cannot be put into a target, or would not do what it says. */
  unreadable?(fields: F, before: F): BlockRefusals;
  /** Without it, a refusal stands at the field of its path's first part. */
  placeOf?(path: string, fields: F): BlockPlace;
};
