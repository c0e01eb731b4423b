import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

// The rules of import (ARCHITECTURE.md), as a check that fails the build: imports point down.

const root = join(import.meta.dirname, "..");

/** Who may import whom: a lower or equal number, and peers of one number only without cycles. */
const RANKS: [prefix: string, rank: number][] = [
  ["worker.ts", 6],
  ["app/", 6],
  ["components/", 5],
  ["lib/report/", 5],
  ["lib/check/", 4],
  ["lib/inbox/bell/", 3],
  ["lib/inbox/hand-out/", 3],
  ["lib/inbox/", 4],
  ["lib/preview/", 3],
  ["lib/monitor/", 3],
  ["lib/fetch/http/", 1],
  ["lib/fetch/", 2],
  ["lib/extract/", 2],
  ["lib/target/", 2],
  ["lib/change/", 2],
  ["lib/page/", 2],
  ["lib/credit/", 2],
  ["lib/delivery/", 2],
  ["lib/team/", 2],
  ["lib/audit/", 1],
  ["lib/jobs.ts", 1],
  ["lib/demo-site.ts", 2],
  ["lib/worker-lock.ts", 1],
  ["lib/run-queue.ts", 1],
  ["lib/live/", 1],
  ["lib/db/", 1],
  ["lib/", 0],
];

const NOUNS =
  /^lib\/(audit|check|report|preview|change|monitor|target|inbox\/[a-z-]+(?=\/)|inbox|fetch\/http|fetch|extract|page|credit|delivery|team)\//;
/** Modules without any server part, with a face of their own. */
const PURE = [
  "lib/monitor/schedule/index.ts",
  "lib/monitor/schedule/nearest/index.ts",
  "lib/page/diff/index.ts",
  "lib/in-words.ts",
  "lib/audit/words.ts",
  "lib/policy.ts",
  "lib/inbox/bounds.ts",
  "lib/inbox/comments/bounds.ts",
  "lib/inbox/comments/small-markdown.ts",
  "lib/statuses.ts",
  "lib/target/address.ts",
  "lib/target/kinds.ts",
  "lib/change/describe.ts",
  "lib/credit/price.ts",
];
/** What nothing in lib may import, not even a type of it. */
const SCREEN_PACKAGES = /^(next|react|react-dom)(\/|$)/;
/** Who signs in, and how, is asked of next-auth here alone. */
const SIGN_IN_PACKAGES = /^(next-auth|@auth)(\/|$)/;
const SIGN_IN_FILES = /^app\/_server\/auth(-[\w-]+)?\.ts$/;
const SCREEN_FOLDERS = /^(app|components)\//;
const aliases: Record<string, string> = { "#lib/": "lib/", "#app/": "app/", "#components/": "components/" };

const rankOf = (file: string) => RANKS.find(([prefix]) => file.startsWith(prefix))?.[1] ?? 0;

type Import = { specifier: string; typeOnly: boolean };

const STATEMENT = /^\s*(?:import|export)\s+(type\b)?(?:([^;]*?)\s+from\s+)?"([^"]+)"/gm;
const CALL = /(\btypeof\s+)?\bimport\(\s*"([^"]+)"/g;

/** Static and dynamic, by a literal. Type-only ones are erased, so they bind nothing at run time. */
function importsOf(folder: string, file: string): Import[] {
  const source = readFileSync(join(folder, file), "utf8");
  const statements = [...source.matchAll(STATEMENT)].map(([, type, names = "", specifier = ""]) => ({
    specifier,
    typeOnly: type !== undefined || namesOnlyTypes(names),
  }));
  const calls = [...source.matchAll(CALL)].map(([, type, specifier = ""]) => ({
    specifier,
    typeOnly: type !== undefined,
  }));
  return [...statements, ...calls];
}

function namesOnlyTypes(names: string): boolean {
  const inner = /^\{([\s\S]*)\}$/.exec(names.trim())?.[1];
  return inner?.split(",").every((name) => name.trim() === "" || name.trim().startsWith("type ")) ?? false;
}

function resolve(file: string, specifier: string): string | null {
  for (const [alias, folder] of Object.entries(aliases)) {
    if (specifier.startsWith(alias)) return folder + specifier.slice(alias.length);
  }
  return specifier.startsWith(".") ? normalize(join(dirname(file), specifier)) : null;
}

function violations(folder: string, file: string, { specifier, typeOnly }: Import): string[] {
  const target = resolve(file, specifier);
  const isScreen = target === null ? SCREEN_PACKAGES.test(specifier) : SCREEN_FOLDERS.test(target);
  if (file.startsWith("lib/") && isScreen) {
    return [`${file} imports ${specifier}: lib knows nothing of the screen, not even a type`];
  }
  if (SIGN_IN_PACKAGES.test(specifier) && !SIGN_IN_FILES.test(file)) {
    return [
      `${file} imports ${specifier}: only app/_server/auth.ts and the files auth-*.ts beside it know next-auth`,
    ];
  }
  if (target === null || typeOnly) return [];
  const found: string[] = [];
  if (/\.tsx?$/.test(target) && !existsSync(join(folder, target)))
    found.push(`${file} imports ${target}, which is not there`);
  if (rankOf(target) > rankOf(file)) found.push(`${file} imports ${target}: imports point down`);
  const noun = NOUNS.exec(target)?.[0];
  const isFace = noun && [`${noun}index.ts`, `${noun}model.ts`].includes(target);
  const isPure = PURE.includes(target);
  const isInside = noun !== undefined && file.startsWith(noun);
  if (noun && !isInside && !isFace && !isPure) {
    found.push(`${file} imports ${target}: from outside, import ${noun}index.ts or model.ts`);
  }
  if (
    file.startsWith("components/") &&
    target.startsWith("lib/") &&
    !target.endsWith("/model.ts") &&
    !isPure
  ) {
    found.push(`${file} imports ${target}: components may know only lib/*/model.ts and the pure modules`);
  }
  return found;
}

function cycles(graph: Map<string, string[]>): string[] {
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, path: string[]): void => {
    const start = path.indexOf(file);
    if (start >= 0) found.push(`a circle: ${[...path.slice(start), file].join(" → ")}`);
    if (start >= 0 || done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return found;
}

/** Every broken rule of the code in a folder, as a sentence. */
export function checkImports(folder = root): string[] {
  const files = globSync(["worker.ts", "{app,lib,components}/**/*.{ts,tsx}"], { cwd: folder }).filter(
    (file) => !file.includes(".test."),
  );
  const imports = new Map(files.map((file) => [file, importsOf(folder, file)]));
  const graph = new Map(
    [...imports].map(([file, all]) => [
      file,
      all.flatMap(({ specifier, typeOnly }) => (typeOnly ? [] : (resolve(file, specifier) ?? []))),
    ]),
  );
  const broken = [...imports].flatMap(([file, all]) => all.flatMap((one) => violations(folder, file, one)));
  return [...broken, ...cycles(graph)];
}

if (import.meta.main) {
  const broken = checkImports();
  for (const sentence of broken) console.error(sentence);
  process.exitCode = broken.length > 0 ? 1 : 0;
}
