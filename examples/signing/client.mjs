// Call Fenrun as a storefront: node client.mjs METHOD PATH [BODY [NAME=VALUE ...]]
import { createHash, createHmac, randomUUID } from "node:crypto";

const { FENRUN_URL: url, FENRUN_KEY_ID: keyId, FENRUN_SECRET: secret } = process.env;
const hex = (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
const spell = (text) => encodeURIComponent(text).replace(/[!'()*]/g, hex);

export async function call(method, path, body = "", query = {}, key = randomUUID()) {
  const pairs = Object.keys(query).sort().map((name) => `${spell(name)}=${spell(query[name])}`);
  const [spelt, headers] = [pairs.join("&"), {}];
  if (body) {
    headers["content-digest"] = `sha-256=:${createHash("sha256").update(body).digest("base64")}:`;
  }
  if (method === "POST") headers["idempotency-key"] = key;
  const target = { "@method": method, "@path": new URL(url + path).pathname, "@query": `?${spelt}` };
  const covered = Object.entries({ ...target, ...headers });
  const names = covered.map(([name]) => `"${name}"`).join(" ");
  const params = `(${names});created=${Math.floor(Date.now() / 1000)};keyid="${keyId}"`;
  const lines = covered.map(([name, value]) => `"${name}": ${value}`);
  const base = [...lines, `"@signature-params": ${params}`].join("\n");
  const mac = createHmac("sha256", Buffer.from(secret, "base64")).update(base).digest("base64");
  Object.assign(headers, { "signature-input": `sig=${params}`, signature: `sig=:${mac}:` });
  Object.assign(headers, { authorization: "Signature", "content-type": "application/json" });
  const called = url + path + (spelt && `?${spelt}`);
  const answer = await fetch(called, { method, headers, body: body || undefined });
  return [answer.status, await answer.text()];
}

const [method, path, body, ...rest] = process.argv.slice(2);
const query = Object.fromEntries(rest.map((pair) => pair.split(/=(.*)/s)));
console.log(...(await call(method, path, body, query)));
