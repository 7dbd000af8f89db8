"use strict";

// Every description says English, then Chinese behind a dot: a reader is shown his own.
const parted = " \u00b7 ";
const language = document.documentElement.lang;

function told(text) {
  const at = text.indexOf(parted);
  if (at < 0) return text;
  return language === "zh" ? text.slice(at + parted.length) : text.slice(0, at);
}

function inOneLanguage(node) {
  if (Array.isArray(node)) return node.map(inOneLanguage);
  if (node === null || typeof node !== "object") return node;
  const pairs = Object.entries(node).map(([name, value]) => [
    name,
    ["description", "summary"].includes(name) && typeof value === "string"
      ? told(value)
      : inOneLanguage(value),
  ]);
  return Object.fromEntries(pairs);
}

async function show() {
  const answer = await fetch("openapi.json");
  const spec = inOneLanguage(await answer.json());
  // The page may have been reached under another name than the service gives itself.
  spec.servers = [{ url: new URL(".", location.href).href.replace(/\/$/, "") }];
  SwaggerUIBundle({
    spec,
    dom_id: "#viewer",
    deepLinking: true,
    docExpansion: "none",
    defaultModelsExpandDepth: 0,
    displayOperationId: true,
    filter: true,
    validatorUrl: null,
  });
}

show();
