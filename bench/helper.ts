import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";

/** A process of the bench's own, beside the product, that answers one message with one message. */
export type Helper<Ask, Answer> = { ask(message: Ask): Promise<Answer>; close(): Promise<void> };

/**
 * Forks a script of this folder and waits for its first message. It ends with this process.
 * @throws Error when it ends before it answered
 */
export async function startHelper<Ask extends object, Answer>(
  script: string,
  args: string[] = [],
): Promise<{ helper: Helper<Ask, Answer>; hello: Answer }> {
  const child = fork(new URL(script, import.meta.url), args);
  const ended = once(child, "exit").then(() => {
    throw new Error(`${script} ended unexpectedly`);
  });
  ended.catch(() => {});
  const next = async () => (await Promise.race([once(child, "message"), ended]))[0] as Answer;
  const hello = await next();
  const helper = {
    ask(message: Ask) {
      const answer = next();
      child.send(message);
      return answer;
    },
    close: () => end(child),
  };
  return { helper, hello };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}
