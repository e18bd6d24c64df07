// Makes static/vendor. Addresses of source maps are taken out: the maps are not shipped, and hashed file names need every address to exist.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { buildSync } from "esbuild";
import { compile } from "sass";

const packages = "node_modules";
const vendor = "static/vendor";
const version = (name) => JSON.parse(readFileSync(`${packages}/${name}/package.json`)).version;
const withoutMap = (text) => text.replace(/^\/\/# sourceMappingURL=.*$|\/\*# sourceMappingURL=.*?\*\//gm, "").trimEnd() + "\n";

mkdirSync(`${vendor}/nhsuk`, { recursive: true });
const styles = compile("assets/nhsuk.scss", { style: "compressed", loadPaths: [packages], quietDeps: true });
writeFileSync(`${vendor}/nhsuk/nhsuk.css`, `/* NHS.UK frontend ${version("nhsuk-frontend")}, MIT */\n${withoutMap(styles.css)}`);
const script = buildSync({ entryPoints: ["assets/nhsuk.js"], bundle: true, minify: true, format: "iife", target: "es2020", write: false, legalComments: "none" });
writeFileSync(`${vendor}/nhsuk/nhsuk.js`, `/* NHS.UK frontend ${version("nhsuk-frontend")}, MIT */\n${withoutMap(script.outputFiles[0].text)}`);

mkdirSync(`${vendor}/htmx`, { recursive: true });
const htmx = readFileSync(`${packages}/htmx.org/dist/htmx.min.js`, "utf8");
writeFileSync(`${vendor}/htmx/htmx.js`, `/* htmx ${version("htmx.org")}, Zero-Clause BSD */\n${withoutMap(htmx)}`);
copyFileSync(`${packages}/htmx.org/LICENSE`, `${vendor}/htmx/LICENSE`);
