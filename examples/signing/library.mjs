// The same with the npm library http-message-signatures, as it comes:
// node library.mjs METHOD PATH [BODY [NAME=VALUE ...]]
import { createHash, randomUUID } from "node:crypto";
import { createSigner, httpbis } from "http-message-signatures";

const { FENRUN_URL, FENRUN_KEY_ID, FENRUN_SECRET } = process.env;
const key = createSigner(Buffer.from(FENRUN_SECRET, "base64"), "hmac-sha256", FENRUN_KEY_ID);
const hex = (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
const spell = (text) => encodeURIComponent(text).replace(/[!'()*]/g, hex);

export async function call(method, path, body = "", query = {}) {
  const spelt = Object.keys(query).sort().map((name) => `${spell(name)}=${spell(query[name])}`).join("&");
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
  const url = FENRUN_URL + path + (spelt && `?${spelt}`);
  const signed = await httpbis.signMessage({ key, fields }, { method, url, headers });
  const answer = await fetch(url, { method, headers: signed.headers, body: body || undefined });
  return [answer.status, await answer.text()];
}

const [method, path, body, ...pairs] = process.argv.slice(2);
console.log(...(await call(method, path, body, Object.fromEntries(pairs.map((pair) => pair.split(/=(.*)/s))))));
