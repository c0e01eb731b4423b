import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { env } from "node:process";
import { chromium } from "@playwright/test";
import { unpackedChromium } from "./unpacked-chromium.ts";

/** What keeps a browser from speaking with anybody but us. */
export const CHROMIUM_ARGS = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-gpu",
  "--disable-sync",
  "--no-first-run",
];

/**
 * The Chromium to test in: TIDEMARK_CHROMIUM, else Playwright's own if it is on disk, else one on the PATH, else
 * the one that came with npm install. Found once a run: the workers inherit the answer.
 * @returns the path of its executable
 */
export async function findChromium(): Promise<string> {
  env.TIDEMARK_CHROMIUM ||= playwrights() ?? installed() ?? (await unpackedChromium());
  return env.TIDEMARK_CHROMIUM;
}

function playwrights(): string | undefined {
  const path = chromium.executablePath();
  return existsSync(path) ? path : undefined;
}

/**
 * One that answers: some systems have a script of this name that only says how to install a browser. Without its
 * windows first: it renders the same, in two thirds of the time.
 */
function installed(): string | undefined {
  const folders = (env.PATH ?? "").split(delimiter).filter(Boolean);
  return ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"]
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => existsSync(path) && starts(path));
}

/** Whether a browser can be executed at all: its libraries are there, it is one for this machine. */
export function starts(path: string): boolean {
  return spawnSync(path, ["--version"], { stdio: "ignore", timeout: 20_000 }).status === 0;
}
