// Verifies a webhook of Fenrun with nothing but Node: node verify.mjs SECRET < message.json
import { createHmac, timingSafeEqual } from "node:crypto";
import { readFileSync } from "node:fs";

export function verify(secret, headers, body) {
  const at = headers["webhook-timestamp"];
  if (!(Math.abs(Date.now() / 1000 - Number(at)) <= 300)) throw new Error("not of now");
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const text = Buffer.concat([Buffer.from(`${headers["webhook-id"]}.${at}.`), Buffer.from(body)]);
  const mac = Buffer.from("v1," + createHmac("sha256", key).update(text).digest("base64"));
  const signatures = headers["webhook-signature"].split(" ").map((each) => Buffer.from(each));
  const ours = (each) => each.length === mac.length && timingSafeEqual(each, mac);
  if (!signatures.some(ours)) throw new Error("not signed by this secret");
  return JSON.parse(body);
}

const message = JSON.parse(readFileSync(0, "utf8"));
const payload = verify(process.argv[2], message.headers, message.body);
console.log(payload.type, payload.data.id);
