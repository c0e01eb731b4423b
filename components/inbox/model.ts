import type { Person } from "#lib/inbox/bell/model.ts";
import type {
  ItemChange as Change,
  ItemDetail as Detail,
  ItemAnswer as Item,
  ItemState as State,
} from "#lib/inbox/model.ts";

// Types alone: the schemas behind them would bring a schema library to every page.
export type ItemState = State;
export type PersonAnswer = Person;
export type ItemAnswer = Item;
export type ItemChange = Change;
export type ItemDetail = Detail;
