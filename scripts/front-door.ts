import type { IncomingMessage, ServerResponse } from "node:http";

/** Under this header the supervisor shows the key of the door, which it has made and given to its web process. */
export const DOOR_HEADER = "x-tidemark-door";
/** What the supervisor asks for to open it. */
export const OPEN_PATH = "/.open-the-door";

/** Whether the door takes care of a request; otherwise it goes its way. `letIn` sends it there later. */
export type FrontDoor = (request: IncomingMessage, response: ServerResponse, letIn: () => void) => boolean;

/**
 * A web process is started beside its database, so that both get ready at once. Until the supervisor opens the door,
 * whoever comes waits at it instead of being told of a database that is not there yet.
 * @param key without one the door is open from the beginning.
 */
export function frontDoor(key: string | undefined): FrontDoor {
  if (!key) return () => false;
  let waiting: (() => void)[] | undefined = [];
  return (request, response, letIn) => {
    if (!waiting) return false;
    if (request.headers[DOOR_HEADER] !== key) {
      waiting.push(letIn);
      return true;
    }
    if (request.url !== OPEN_PATH) return false;
    const all = waiting;
    waiting = undefined;
    response.writeHead(204).end();
    for (const enter of all) enter();
    return true;
  };
}
