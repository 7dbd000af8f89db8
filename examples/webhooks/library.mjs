// Verifies a webhook of Fenrun with npm's standardwebhooks: node library.mjs SECRET < message.json
import { readFileSync } from "node:fs";
import { Webhook } from "standardwebhooks";

const message = JSON.parse(readFileSync(0, "utf8"));
const payload = new Webhook(process.argv[2]).verify(message.body, message.headers);
console.log(payload.type, payload.data.id);
