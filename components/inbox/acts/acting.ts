import type { QueryClient } from "@tanstack/react-query";
import { count } from "#components/check/words.ts";
import { serverNow } from "#components/data/server-clock.ts";
import { type Act, belongsTo, doneInWords, shownAfter } from "#components/inbox/acts/act.ts";
import { type ItemsByList, itemsByList, patchItems, putBack } from "#components/inbox/acts/patch.ts";
import { AT_ONCE, type Outcome, sendAct, sendUndo } from "#components/inbox/acts/send.ts";
import type { View } from "#components/inbox/desk-view.ts";
import { calledIn } from "#components/inbox/item-words.ts";
import type { ItemAnswer, PersonAnswer } from "#components/inbox/model.ts";
import type { Announcement } from "#components/ui/notice.tsx";

/** As many acts as `u` takes back, one after the other. */
const MOST_UNDONE = 50;

/** Items as they are shown while the server has not yet answered. */
export type Pending = ReadonlyMap<string, ItemAnswer>;

/** An act that was done, and what it takes to undo it. */
type Done = { before: readonly ItemAnswer[]; act: Act; wasIn: ItemsByList; outcomes: Promise<Outcome[]> };

type Around = {
  client: QueryClient;
  me: () => PersonAnswer;
  announce: (announcement: Announcement) => void;
  /** Shows these items as they will be, until they are forgotten. */
  show: (items: Pending) => void;
  forget: (items: Pending) => void;
  /** Told what an act was undone of. */
  onUndone: (items: readonly ItemAnswer[]) => void;
};

export type Acting = ReturnType<typeof acting>;

/**
 * What a person does to items: each act is shown at once, sent in turn, told with a way back, and taken back where it is
 * refused or somebody else has done the contrary meanwhile.
 */
export function acting({ client, me, announce, show, forget, onUndone }: Around) {
  let undoable: Done[] = [];
  /** Acts are sent one after the other, so that they arrive in the order in which they were done. */
  let sending: Promise<unknown> = Promise.resolve();
  /** Whoever leaves the page leaves no time for turns: what is still to be sent is sent then. */
  let leaving = Promise.withResolvers<void>();
  const leave = () => {
    leaving.resolve();
    leaving = Promise.withResolvers();
  };
  /** What answers have said of items since they were read. */
  const editions = new Map<string, number>();

  const inTurn = <T>(send: () => Promise<T>): Promise<T> => {
    const sent = Promise.race([sending, leaving.promise]).then(send);
    sending = sent.catch(() => {});
    return sent;
  };
  const belongs = (view: View, item: ItemAnswer) => belongsTo(view, item, { me: me(), now: serverNow() });
  const drop = (done: Done) => {
    undoable = undoable.filter((one) => one !== done);
  };

  const settle = async (outcomes: readonly Outcome[], shown: Pending) => {
    // A read that began before the act was done would bring back what it did away with.
    await client.cancelQueries({ queryKey: ["changes", "page"] });
    const items = outcomes.flatMap(({ item }) => item ?? []);
    for (const { id, edition } of items) editions.set(id, edition);
    patchItems(client, items, belongs);
    forget(shown);
    void client.invalidateQueries({ queryKey: ["changes"] });
  };

  const act = (before: readonly ItemAnswer[], what: Act): void => {
    if (before.length === 0) return;
    const at = { me: me(), now: serverNow() };
    const shown: Pending = new Map(before.map((item) => [item.id, shownAfter(item, what, at)]));
    show(shown);
    const text = doneInWords(what, before);
    const tellProgress = (sent: number) =>
      before.length > AT_ONCE &&
      announce({ text: `${text} … ${count(sent, "item")} so far`, refused: false });
    const send = async () => {
      const all: Outcome[] = [];
      for (let from = 0; from < before.length; from += AT_ONCE) {
        tellProgress(from);
        const part = before.slice(from, from + AT_ONCE);
        all.push(
          ...(await sendAct(
            part.map((item) => asLastAnswered(item, editions)),
            what,
          )),
        );
      }
      await settle(all, shown);
      return all;
    };
    const done: Done = { before, act: what, wasIn: itemsByList(client), outcomes: inTurn(send) };
    undoable = [...undoable, done].slice(-MOST_UNDONE);
    announce({ text, refused: false, undo: () => undo(done) });
    done.outcomes.then(
      (outcomes) => tell(outcomes, done),
      (error: Error) => {
        forget(shown);
        drop(done);
        announce({
          text: `${calledIn(before)}: this was not done. ${error.message}`,
          refused: true,
          otherwise: { verb: "Try again", act: () => act(before, what) },
        });
      },
    );
  };

  /** Says what was not done and why. That the rest was done has been said. */
  const tell = (outcomes: readonly Outcome[], done: Done): void => {
    const notDone = outcomes.filter(({ conflict, error }) => conflict || error);
    const [first] = notDone;
    if (!first) {
      if (done.before.length > AT_ONCE) {
        announce({ text: doneInWords(done.act, done.before), refused: false, undo: () => undo(done) });
      }
      return;
    }
    if (notDone.length === outcomes.length) drop(done);
    const called = calledIn(done.before.filter(({ id }) => id === first.id));
    const more = notDone.length > 1 ? ` The same of ${count(notDone.length - 1, "other item")}.` : "";
    const contrary = notDone.flatMap(({ conflict, item }) => (conflict && item ? [item] : []));
    announce({
      text: `${called}: ${asSentence(first.conflict ?? first.error ?? "")}${more}`,
      refused: true,
      ...(contrary.length > 0 && {
        otherwise: { verb: "Do it anyway", act: () => act(contrary, done.act) },
      }),
    });
  };

  const undo = (done = undoable.at(-1)): void => {
    if (!done) {
      announce({ text: "There is nothing to undo.", refused: false });
      return;
    }
    drop(done);
    const shown: Pending = new Map(done.before.map((item) => [item.id, item]));
    const refuse = (why: string) =>
      announce({
        text: `${calledIn(done.before)}: this could not be undone. ${asSentence(why)}`,
        refused: true,
      });
    show(shown);
    putBack(client, done.before, done.wasIn, belongs);
    onUndone(done.before);
    announce({ text: `Undone: ${doneInWords(done.act, done.before)}`, refused: false });
    const send = async () => {
      // What was refused need not be undone.
      const outcomes = await done.outcomes.catch((): Outcome[] => []);
      const undone = await sendUndo(outcomes.flatMap(({ id, actId }) => (actId ? [{ id, actId }] : [])));
      await settle(undone, shown);
      putBack(
        client,
        undone.flatMap(({ item }) => item ?? []),
        done.wasIn,
        belongs,
      );
      return undone;
    };
    inTurn(send).then(
      (outcomes) => {
        const first = outcomes.find(({ conflict, error }) => conflict || error);
        if (first) refuse(first.conflict ?? first.error ?? "");
      },
      (error: Error) => {
        forget(shown);
        void client.invalidateQueries({ queryKey: ["changes"] });
        refuse(error.message);
      },
    );
  };

  return { act, undo: () => undo(), leave };
}

const asLastAnswered = (item: ItemAnswer, editions: ReadonlyMap<string, number>): ItemAnswer => ({
  ...item,
  edition: Math.max(item.edition, editions.get(item.id) ?? 0),
});

const asSentence = (words: string) => (/[.!?]$/.test(words) ? words : `${words}.`);
