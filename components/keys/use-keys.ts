"use client";

import { useEffect, useRef, useSyncExternalStore } from "react";
import { actionOfKey, KEYS, type KeyAction } from "#components/keys/map.ts";

type Handler = () => void;
type Bound = { actions: KeyAction[]; handlerOf: (action: KeyAction) => Handler | undefined };

/** What the parts on screen answer; the part that came last is asked first. */
const bound = new Set<Bound>();
const listeners = new Set<() => void>();
let onScreen: KeyAction[] = [];

function changed(): void {
  const answered = new Set([...bound].flatMap(({ actions }) => actions));
  onScreen = (Object.keys(KEYS) as KeyAction[]).filter((action) => answered.has(action));
  for (const tell of listeners) tell();
}

/**
 * Single keys that act on a whole screen, by what they do. They rest while one types, and while a dialog or menu is open.
 */
export function useKeys(handlers: Partial<Record<KeyAction, Handler>>): void {
  const latest = useRef(handlers);
  latest.current = handlers;
  const names = Object.keys(handlers).join(" ");
  useEffect(() => {
    const actions = names.split(" ").filter(Boolean) as KeyAction[];
    if (actions.length === 0) return;
    const own: Bound = { actions, handlerOf: (action) => latest.current[action] };
    bound.add(own);
    if (bound.size === 1) window.addEventListener("keydown", onKey);
    changed();
    return () => {
      bound.delete(own);
      if (bound.size === 0) window.removeEventListener("keydown", onKey);
      changed();
    };
  }, [names]);
}

/** The actions that some part of the screen answers now, in the order of the map. */
export function useKeysOnScreen(): KeyAction[] {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => onScreen,
    () => NONE,
  );
}
const NONE: KeyAction[] = [];

function onKey(event: KeyboardEvent): void {
  if (event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented) return;
  if (isTyping(event.target) || document.querySelector("[role=dialog], [role=menu]")) return;
  const action = actionOfKey(event.key);
  if (!action) return;
  const handler = [...bound].reverse().find(({ handlerOf }) => handlerOf(action));
  if (!handler) return;
  event.preventDefault();
  handler.handlerOf(action)?.();
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable=true]");
}
