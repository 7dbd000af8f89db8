// Call Fenrun as a storefront with the npm library http-message-signatures, as it comes:
// node library.mjs METHOD PATH [BODY [NAME=VALUE ...]]
import { createHash, randomUUID } from "node:crypto";
import { createSigner, httpbis } from "http-message-signatures";

const { FENRUN_URL, FENRUN_KEY_ID, FENRUN_SECRET } = process.env;
const key = createSigner(Buffer.from(FENRUN_SECRET, "base64"), "hmac-sha256", FENRUN_KEY_ID);
const hex = (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
const spell = (text) => encodeURIComponent(text).replace(/[!'()*]/g, hex);

export async function call(method, path, body = "", query = {}) {
  const pairs = Object.keys(query).sort().map((name) => `${spell(name)}=${spell(query[name])}`);
  const url = FENRUN_URL + path + (pairs.length ? `?${pairs.join("&")}` : "");
  const headers = { authorization: "Signature", "content-type": "application/json" };
  const fields = ["@method", "@authority", "@path", "@query"];
  if (body) {
    headers["content-digest"] = `sha-256=:${createHash("sha256").update(body).digest("base64")}:`;
    fields.push("content-digest");
  }
  if (method === "POST") {
    headers["idempotency-key"] = randomUUID();
    fields.push("idempotency-key");
  }
  const signed = await httpbis.signMessage({ key, fields }, { method, url, headers });
  const answer = await fetch(url, { method, headers: signed.headers, body: body || undefined });
  return [answer.status, await answer.text()];
}

const [method, path, body, ...rest] = process.argv.slice(2);
const query = Object.fromEntries(rest.map((pair) => pair.split(/=(.*)/s)));
console.log(...(await call(method, path, body, query)));
