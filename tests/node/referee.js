// Reads {"schema": …, "manifests": […]} and writes, for each manifest, whether ajv takes it: strict mode, formats on.
import { readFileSync } from "node:fs";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

const { schema, manifests } = JSON.parse(readFileSync(0, "utf8"));
const ajv = new Ajv2020({
  strict: true,
  loadSchema: () => {
    throw new Error("nothing is fetched");
  },
});
addFormats(ajv);
ajv.addVocabulary(["x-status", "x-since"]);
const valid = ajv.compile(schema);
process.stdout.write(JSON.stringify(manifests.map((manifest) => valid(manifest))));
