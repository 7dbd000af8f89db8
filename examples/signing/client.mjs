// Call Fenrun as a storefront: node client.mjs METHOD PATH [BODY [NAME=VALUE ...]]
import { createHash, createHmac, randomUUID } from "node:crypto";

const { FENRUN_URL: url, FENRUN_KEY_ID: keyId, FENRUN_SECRET: secret } = process.env;
const hex = (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
const spell = (text) => encodeURIComponent(text).replace(/[!'()*]/g, hex);

export async function call(method, path, body = "", query = {}, key = randomUUID()) {
  const spelt = Object.keys(query).sort().map((name) => `${spell(name)}=${spell(query[name])}`).join("&");
  const headers = {};
  if (body) headers["content-digest"] = `sha-256=:${createHash("sha256").update(body).digest("base64")}:`;
  if (method === "POST") headers["idempotency-key"] = key;
  const covered = { "@method": method, "@path": new URL(url + path).pathname, "@query": `?${spelt}`, ...headers };
  const names = Object.keys(covered).map((name) => `"${name}"`).join(" ");
  const params = `(${names});created=${Math.floor(Date.now() / 1000)};keyid="${keyId}"`;
  const lines = Object.entries(covered).map(([name, value]) => `"${name}": ${value}\n`);
  const base = `${lines.join("")}"@signature-params": ${params}`;
  headers["signature-input"] = `sig=${params}`;
  headers.signature = `sig=:${createHmac("sha256", Buffer.from(secret, "base64")).update(base).digest("base64")}:`;
  Object.assign(headers, { authorization: "Signature", "content-type": "application/json" });
  const answer = await fetch(url + path + (spelt && `?${spelt}`), { method, headers, body: body || undefined });
  return [answer.status, await answer.text()];
}

const [method, path, body, ...pairs] = process.argv.slice(2);
console.log(...(await call(method, path, body, Object.fromEntries(pairs.map((pair) => pair.split(/=(.*)/s))))));
