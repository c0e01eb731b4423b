import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { v7 as uuidv7 } from "uuid";
import { beforeAll, expect, test } from "vitest";
import {
  API_PATHS,
  type ApiUser,
  call,
  leaveCredits,
  monitorBody,
  newApiUser,
  type Reply,
} from "#testing/api.ts";
import { ownDatabase } from "#testing/database.ts";
import { storeCheck } from "#testing/stored-checks.ts";

ownDatabase();

type Schema = Record<string, unknown>;
type Operation = {
  operationId: string;
  summary: string;
  parameters?: { name: string; in: string; required?: boolean; schema: Schema }[];
  requestBody?: { required: boolean; content: Record<string, { schema: Schema }> };
  responses: Record<
    string,
    { description: string; headers?: Record<string, unknown>; content: Record<string, { schema: Schema }> }
  >;
};
type Document = {
  openapi: string;
  info: { title: string; version: string };
  servers: { url: string }[];
  security: Record<string, string[]>[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema>; securitySchemes: Record<string, unknown> };
};

let document: Document;
let ajv: Ajv2020;

beforeAll(async () => {
  const response = await call("GET", "/api/v2/openapi.json");
  expect(response.status).toBe(200);
  document = response.body as unknown as Document;
  ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: true });
  addFormats(ajv);
  ajv.addVocabulary(["components"]);
  ajv.addSchema({ $id: "openapi", components: document.components });
});

/** The document's references, pointed at where ajv knows it. */
function compile(schema: Schema): ValidateFunction {
  return ajv.compile(
    JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"openapi#/components/')),
  );
}

function expectAsDescribed(method: string, path: string, reply: Reply) {
  const operation = document.paths[path]?.[method.toLowerCase()];
  const described = operation?.responses[String(reply.status)]?.content["application/json"]?.schema;
  expect(described, `${method} ${path} describes no ${reply.status}`).toBeDefined();
  const validate = compile(described!);
  const valid = validate(reply.body);
  expect(validate.errors, `${method} ${path} ${reply.status}: ${JSON.stringify(reply.body)}`).toBeNull();
  expect(valid).toBe(true);
}

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );

test("the document is OpenAPI 3.1: every schema is a JSON schema, every reference leads somewhere", () => {
  expect(document.openapi).toMatch(/^3\.1\.\d$/);
  expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) });
  for (const schema of Object.values(document.components.schemas)) {
    expect(ajv.validateSchema(schema), JSON.stringify(ajv.errors)).toBe(true);
  }
  const references = JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/([^"]+)"/g);
  for (const [, kind, name] of references) expect(document.components).toHaveProperty([kind!, name!]);
  expect(Object.keys(document.components.securitySchemes).sort()).toEqual(
    document.security.flatMap((one) => Object.keys(one)).sort(),
  );
});

test("operations are complete: an id of their own, path parameters, bodies, answers, errors", () => {
  const ids = operations().map(({ operation }) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { path, method, operation } of operations()) {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const parameters = operation.parameters ?? [];
    const inPath = parameters.filter((parameter) => parameter.in === "path");
    expect(inPath.map(({ name }) => name).sort()).toEqual(named.sort());
    for (const parameter of inPath) expect(parameter.required).toBe(true);
    for (const parameter of parameters) expect(() => compile(parameter.schema)).not.toThrow();
    if (operation.requestBody) compile(operation.requestBody.content["application/json"]!.schema);
    if (["get", "delete"].includes(method)) expect(operation.requestBody).toBeUndefined();
    expect(operation.responses).toHaveProperty("200");
    expect(operation.responses).toHaveProperty("401");
    for (const answer of Object.values(operation.responses)) {
      expect(answer.description).not.toBe("");
      for (const { schema } of Object.values(answer.content)) compile(schema);
      expect(answer.content).not.toEqual({});
    }
  }
});

test("every route of /v2 that exists is described, and the other way round", () => {
  const described = operations().map(({ path, method }) => `${method.toUpperCase()} /api${path}`);
  for (const { path } of operations()) {
    const folder = `/api${path.replaceAll("{", "[").replaceAll("}", "]")}`;
    expect(API_PATHS.map(([template]) => template)).toContain(folder);
  }
  const undescribed = API_PATHS.map(([template]) => template).filter(
    (template) =>
      template.startsWith("/api/v2/") &&
      template !== "/api/v2/openapi.json" &&
      !described.some((one) => one.endsWith(` ${template.replaceAll("[", "{").replaceAll("]", "}")}`)),
  );
  expect(undescribed).toEqual([]);
});

test("servers are both base paths, on the origin the client used", async () => {
  const { body } = await call("GET", "/api/v2/openapi.json", {
    headers: { "x-forwarded-host": "w.example" },
  });
  expect((body as unknown as Document).servers).toEqual([
    { url: "http://w.example/api" },
    { url: "http://w.example" },
  ]);
});

test("request bodies: what the schema allows is taken, what it forbids is refused", async () => {
  const user = await newApiUser();
  const schema = document.paths["/v2/monitor"]?.post?.requestBody?.content["application/json"]?.schema;
  const validate = compile(schema!);
  const bodies: [Record<string, unknown>, boolean][] = [
    [{}, true],
    [
      {
        webhook: { url: "https://example.com" },
        goal: null,
        notification: null,
        origin: "x",
        retentionDays: 1,
      },
      true,
    ],
    [
      { targets: [{ type: "scrape", urls: ["a.b"], scrapeOptions: { formats: [{ type: "json" }], x: 1 } }] },
      true,
    ],
    [{ name: undefined }, false],
    [{ targets: [] }, false],
    [{ retentionDays: 366 }, false],
    [{ extra: 1 }, false],
    [{ schedule: { cron: "0 0 * * *", extra: 1 } }, false],
  ];
  for (const [changes, good] of bodies) {
    const body = JSON.parse(JSON.stringify(monitorBody(changes)));
    expect(validate(body), JSON.stringify([changes, validate.errors])).toBe(good);
    expect((await user.call("POST", "/api/v2/monitor", { body })).status).toBe(good ? 200 : 400);
  }
});

/** Asks, and holds the answer to the description of its route. */
async function described(user: ApiUser, method: string, path: string, real: string, body?: unknown) {
  const reply = await user.call(method, `/api${real}`, { body });
  expectAsDescribed(method, path, reply);
  return reply;
}

const full = {
  goal: "prices",
  webhook: { url: "https://example.com", headers: { a: "b" }, metadata: { deep: { er: [1] } } },
  notification: {
    email: { enabled: true, recipients: ["a@example.com"] },
    slack: { enabled: true, channelId: "C1" },
  },
};

test("real answers of the monitor routes are as described", async () => {
  const user = await newApiUser();
  const one = "/v2/monitor/{monitorId}";
  await described(user, "POST", "/v2/monitor", "/v2/monitor", monitorBody(full));
  const { id } = await user.create();
  await described(user, "GET", "/v2/monitor", "/v2/monitor");
  await described(user, "GET", one, `/v2/monitor/${id}`);
  await described(user, "PATCH", one, `/v2/monitor/${id}`, { ...full, status: "paused" });
  const paused = await described(user, "POST", `${one}/run`, `/v2/monitor/${id}/run`);
  expect(paused.status).toBe(409);
  await described(user, "PATCH", one, `/v2/monitor/${id}`, { status: "active" });
  const run = await described(user, "POST", `${one}/run`, `/v2/monitor/${id}/run`, { origin: "x" });
  expect((await described(user, "POST", `${one}/run`, `/v2/monitor/${id}/run`)).body.checkId).toBe(
    run.body.id,
  );
  await described(user, "GET", one, `/v2/monitor/${id}`);
  const cancel = `/v2/monitor/${id}/checks/${run.body.id}/cancel`;
  for (const status of [200, 409]) {
    expect((await described(user, "POST", `${one}/checks/{checkId}/cancel`, cancel)).status).toBe(status);
  }
  for (const status of [200, 404]) {
    expect((await described(user, "DELETE", one, `/v2/monitor/${id}`)).status).toBe(status);
  }
});

test("real answers of checks and credits are as described", async () => {
  const user = await newApiUser();
  const monitor = await user.create();
  const { checkId } = await storeCheck(user.ctx, monitor, {
    status: "partial",
    found: [
      { status: "new" },
      { status: "changed" },
      { status: "same" },
      { status: "error" },
      { status: "removed" },
    ],
  });
  await storeCheck(user.ctx, monitor, { status: "failed" });
  const list = "/v2/monitor/{monitorId}/checks";
  const real = `/v2/monitor/${monitor.id}/checks`;
  await described(user, "GET", list, real);
  await described(user, "GET", list, `${real}?status=failed`);
  await described(user, "GET", `${list}/{checkId}`, `${real}/${checkId}`);
  const part = await described(user, "GET", `${list}/{checkId}`, `${real}/${checkId}?limit=2&status=error`);
  expect(part.status).toBe(200);
  expect(
    (await described(user, "GET", `${list}/{checkId}`, `${real}/${checkId}?limit=2`)).body.next,
  ).toBeDefined();
  await described(user, "GET", "/v2/team/credit-usage", "/v2/team/credit-usage");
  for (const path of ["/v2/team/credit-usage/historical", "/v2/team/token-usage/historical"]) {
    for (const query of ["", "?byApiKey=true", "?timeRange=day", "?timeRange=month"]) {
      expect((await described(user, "GET", path, path + query)).status).toBe(200);
    }
  }
  for (const path of [
    "/v2/team/token-usage",
    "/v2/team/queue-status",
    "/v2/concurrency-check",
    "/v2/team/activity",
  ]) {
    expect((await described(user, "GET", path, path)).status).toBe(200);
  }
});

test("every route tells of its rate limit: what is left on each answer, and on a 429 when to come again", () => {
  for (const { path, method, operation } of operations()) {
    for (const [status, { headers }] of Object.entries(operation.responses)) {
      const names = Object.keys(headers ?? {});
      const expected = status === "401" ? [] : ["RateLimit-Policy", "RateLimit"];
      expect(names, `${method} ${path} ${status}`).toEqual(
        status === "429" ? [...expected, "Retry-After"] : expected,
      );
    }
    expect(operation.responses).toHaveProperty("429");
  }
});

test("refusals are as described: 400, 401, 402, 404, 413, on every route that can give them", async () => {
  const user = await newApiUser();
  for (const { path, method, operation } of operations()) {
    const withIds = (id: string) => `/api${path.replaceAll(/\{\w+\}/g, id)}`;
    const send = method.toUpperCase();
    expectAsDescribed(send, path, await call(send, withIds(uuidv7())));
    if (path.includes("{")) expectAsDescribed(send, path, await user.call(send, withIds("no-uuid")));
    if (path.includes("{") && !operation.requestBody?.required) {
      expectAsDescribed(send, path, await user.call(send, withIds(uuidv7())));
    }
    if (operation.requestBody) {
      for (const body of ["{", "[]", '{"nope":1}', "x".repeat(2 ** 20 + 1)]) {
        expectAsDescribed(send, path, await user.call(send, withIds(uuidv7()), { body }));
      }
    }
  }
  const { id } = await user.create();
  await leaveCredits(user.ctx, 0);
  await described(user, "POST", "/v2/monitor", "/v2/monitor", monitorBody());
  await described(user, "PATCH", "/v2/monitor/{monitorId}", `/v2/monitor/${id}`, { name: "x" });
  const broke = await described(user, "POST", "/v2/monitor/{monitorId}/run", `/v2/monitor/${id}/run`);
  expect(broke.status).toBe(402);
});
