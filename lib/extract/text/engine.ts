import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

type Mdream = (html: string, options: { origin: string }) => string;
type Engine = { name: "native" | "wasm"; convert: Mdream };

const require = createRequire(import.meta.url);
let loaded: Engine | undefined;

/** Which build of mdream converts here: the native one, or, where npm left that out, its slower WebAssembly. */
export function markdownEngine(): Engine["name"] {
  return engine().name;
}

/** HTML as markdown; relative addresses are resolved against `origin`. @throws whatever mdream throws */
export function toMarkdown(html: string, origin: string): string {
  return engine().convert(html, { origin });
}

// Loaded when first needed, so that the web process, which only vets selectors, never loads it. Its bundler must not
// look at it either (turbopackIgnore): the WebAssembly cannot be bundled, and the build would fail.
function engine(): Engine {
  loaded ??= nativeEngine() ?? wasmEngine();
  return loaded;
}

function nativeEngine(): Engine | null {
  try {
    return {
      name: "native",
      convert: require(/* turbopackIgnore: true */ "mdream").htmlToMarkdown as Mdream,
    };
  } catch {
    return null;
  }
}

function wasmEngine(): Engine {
  const wasm = require(/* turbopackIgnore: true */ "mdream/wasm");
  wasm.initSync({
    module: readFileSync(require.resolve(/* turbopackIgnore: true */ "mdream/wasm/mdream_edge_bg.wasm")),
  });
  return {
    name: "wasm",
    convert: (html, options) => wasm.htmlToMarkdownResult(html, options).markdown ?? "",
  };
}
