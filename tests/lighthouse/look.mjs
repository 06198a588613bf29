// Looks at pages with Lighthouse, in one Chromium: node look.mjs <chromium> <address>… prints one line of JSON for each page,
// {"address", "scores": {category: 0…100}, "wrong": ["category: audit", …]}. Performance, reckoned for a phone on a slow network, is told
// and not judged.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const installed = createRequire(`${process.env.LIGHTHOUSE}/`);
const load = async (name) => import(pathToFileURL(installed.resolve(name)));
const [{ default: lighthouse }, { launch }] = [await load("lighthouse"), await load("chrome-launcher")];

const [chromePath, ...addresses] = process.argv.slice(2);
const chromeFlags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"];
const chrome = await launch({ chromePath, chromeFlags });
// The pages ask for nothing after they have loaded: there is no quiet to wait for.
const quiet = { pauseAfterFcpMs: 1, pauseAfterLoadMs: 1, networkQuietThresholdMs: 1, cpuQuietThresholdMs: 1 };
const options = { port: chrome.port, logLevel: "silent", disableFullPageScreenshot: true, ...quiet };
const categories = ["accessibility", "best-practices", "seo", "performance"];

try {
  for (const address of addresses) {
    const { lhr } = await lighthouse(address, { ...options, onlyCategories: categories });
    const scores = Object.fromEntries(categories.map((name) => [name, Math.round(lhr.categories[name].score * 100)]));
    const wrong = categories.slice(0, 3).flatMap((name) =>
      lhr.categories[name].auditRefs
        .filter(({ id, weight }) => weight && lhr.audits[id].score !== null && lhr.audits[id].score < 1)
        .map(({ id }) => `${name}: ${id}`),
    );
    console.log(JSON.stringify({ address, scores, wrong }));
  }
} finally {
  await chrome.kill();
}
