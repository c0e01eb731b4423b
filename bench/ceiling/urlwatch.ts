import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type Habit = { pagesPerSecond: number; note: string };

/**
 * What people use today, on the same pages: urlwatch with its html2text filter, from the start of the program to its
 * end, in the second of two runs, when nothing is new.
 * @returns null where it is not installed (Debian: `apt-get install urlwatch python3-html2text`)
 */
export async function urlwatchRate(urls: string[]): Promise<Habit | null> {
  const { stdout, status } = spawnSync("urlwatch", ["--version"], { encoding: "utf8" });
  if (status !== 0) return null;
  const folder = mkdtempSync(join(tmpdir(), "tidemark-urlwatch-"));
  try {
    const jobs = urls.map((url) => `url: ${url}\nfilter:\n  - html2text:\n      method: pyhtml2text\n`);
    writeFileSync(join(folder, "urls.yaml"), jobs.join("---\n"));
    await runOnce(folder);
    const began = performance.now();
    const told = await runOnce(folder);
    const seconds = (performance.now() - began) / 1000;
    if (told.trim()) throw new Error(`urlwatch did not find its pages unchanged:\n${told.slice(0, 500)}`);
    const note = `${stdout.trim()} was run beside it on ${urls.length} of the pages`;
    return { pagesPerSecond: urls.length / seconds, note };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function runOnce(folder: string): Promise<string> {
  const file = (name: string) => join(folder, name);
  const program = spawn(
    "urlwatch",
    [
      ["--urls", file("urls.yaml")],
      ["--config", file("config.yaml")],
      ["--cache", file("cache.db")],
      ["--hooks", file("hooks.py")],
    ].flat(),
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  let told = "";
  program.stdout.on("data", (chunk) => {
    told += chunk;
  });
  const [code] = await once(program, "close");
  if (code !== 0) throw new Error(`urlwatch ended with ${code}: ${told.slice(0, 500)}`);
  return told;
}
