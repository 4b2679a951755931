// The shape layer of the standard, implemented by nothing but the published schema: one case on each line of standard
// input, one verdict on each line of standard output. It gives no findings, and answers no case of another layer.
// ajv is found through NODE_PATH, or wherever Node looks from here.
"use strict";

const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { createInterface } = require("node:readline");
const Ajv = require("ajv/dist/2020");

const schema = JSON.parse(readFileSync(join(__dirname, "../../../schema/v1.0/manifest.schema.json"), "utf8"));
const validate = new Ajv({ strict: false }).compile(schema);

createInterface({ input: process.stdin }).on("line", (line) => {
  const { id, layer, manifest } = JSON.parse(line);
  if (layer !== "shape") return;
  const verdict = validate(JSON.parse(manifest.text)) ? "valid" : "invalid";
  process.stdout.write(JSON.stringify({ id, verdict }) + "\n");
});
