// Preloaded into the web and worker processes and, through NODE_OPTIONS, into every Node process that Next starts:
// when the one that holds the other end of the IPC channel is gone, whatever killed it, this one goes too.
// `?grace=<ms>` after the file's name leaves it that long to go by itself.
import { isMainThread } from "node:worker_threads";

const grace = Number(new URL(import.meta.url).searchParams.get("grace") ?? 0);

if (isMainThread && process.channel) {
  // Not a listener for "disconnect": it would keep alive a process that has nothing left to do, and the channel's
  // unref() against that would end one that only waits for messages.
  const timer = setInterval(() => {
    if (process.connected) return;
    clearInterval(timer);
    setTimeout(() => process.exit(1), grace);
  }, 250).unref();
}
