import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { env } from "node:process";

const require = createRequire(import.meta.url);
const cache = join(import.meta.dirname, "..", "node_modules", ".cache", "tidemark");

/**
 * The Chromium of @sparticuz/chromium, unpacked once per version into a folder of this checkout: the package itself
 * would take whatever lies at /tmp/chromium. Its recommended arguments are not used, for they switch web security
 * off. @returns a script that starts it with the fonts and libraries that a bare system lacks
 */
export async function unpackedChromium(): Promise<string> {
  const entry = require.resolve("@sparticuz/chromium");
  const { version } = JSON.parse(readFileSync(join(dirname(entry), "..", "package.json"), "utf8"));
  const home = join(cache, `chromium-${version}`);
  if (!existsSync(home)) {
    mkdirSync(cache, { recursive: true, mode: 0o700 });
    const fresh = mkdtempSync(join(cache, "unpacking-"));
    await unpack(join(dirname(entry), "..", "bin"), fresh);
    writeFileSync(join(fresh, "start.sh"), script(fresh), { mode: 0o700 });
    moveInto(fresh, home);
  }
  return join(home, "start.sh");
}

async function unpack(archives: string, folder: string): Promise<void> {
  const { inflate } = await import("@sparticuz/chromium");
  const before = env.TMPDIR;
  // Where the package unpacks to is not among its options.
  env.TMPDIR = folder;
  try {
    for (const name of ["chromium.br", "fonts.tar.br", "swiftshader.tar.br", "al2023.tar.br"]) {
      await inflate(join(archives, name));
    }
  } finally {
    if (before === undefined) delete env.TMPDIR;
    else env.TMPDIR = before;
  }
}

function script(folder: string): string {
  const missesLibraries =
    spawnSync(join(folder, "chromium"), ["--version"], { stdio: "ignore" }).status !== 0;
  const lines = ["#!/bin/sh", 'here=$(cd "$(dirname "$0")" && pwd)'];
  if (!existsSync("/etc/fonts")) lines.push('export FONTCONFIG_PATH="$here/fonts"');
  if (missesLibraries) lines.push('export LD_LIBRARY_PATH="$here/al2023/lib"');
  return [...lines, 'exec "$here/chromium" "$@"', ""].join("\n");
}

/** Whole or not at all; another run may have been faster. */
function moveInto(fresh: string, home: string): void {
  try {
    renameSync(fresh, home);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    if (!existsSync(home)) throw error;
  }
}
