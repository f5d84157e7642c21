// SPDX-License-Identifier: Apache-2.0
// The style of report.html: readable on a phone, in the dark and on paper; tables and charts scroll
// in boxes of their own, the page never sideways.

export const pageStyle = `
:root { color-scheme: light dark;
  --ink: #1a1a1a; --quiet: #595959; --ground: #ffffff; --line: #d4d4d4; --shade: #f4f4f2;
  --box: #fff7e0; --box-edge: #b07800; --link: #00578f; }
@media screen and (prefers-color-scheme: dark) { :root {
  --ink: #e8e8e6; --quiet: #b0b0ac; --ground: #17181a; --line: #3c3e42; --shade: #222427;
  --box: #2c2612; --box-edge: #d9a520; --link: #7cc0f0; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 1.5rem 1rem 4rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif;
  overflow-wrap: anywhere; }
main, header { max-width: 60rem; margin: 0 auto; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .3rem; }
h2 { font-size: 1.3rem; line-height: 1.25; margin: 2.5rem 0 .6rem; }
h3 { font-size: 1.05rem; margin: 1.6rem 0 .4rem; }
p, li { max-width: 46rem; }
li { margin: .35rem 0; }
a { color: var(--link); }
header p, figcaption, caption, .detail { color: var(--quiet); }
nav ul { padding: 0; margin: 1rem 0 0; list-style: none; display: flex; flex-wrap: wrap; gap: .1rem 1.1rem; }
code, pre { font: .92em/1.45 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
code { background: var(--shade); padding: .08em .28em; border-radius: 3px; }
pre { background: var(--shade); border: 1px solid var(--line); border-radius: 4px; padding: .7rem .9rem;
  white-space: pre-wrap; }
pre code { background: none; padding: 0; }
.box { background: var(--box); border-left: 4px solid var(--box-edge); padding: .1rem 1.1rem .7rem;
  margin: 1.5rem 0; }
.box h2 { margin-top: .9rem; }
.scroll { overflow-x: auto; margin: .8rem 0; position: relative; }
.scroll:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .92rem; }
caption { text-align: left; padding: 0 0 .4rem; font-size: .9rem; }
th, td { padding: .3rem .9rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top;
  text-align: left; font-weight: normal; overflow-wrap: normal; min-width: 4rem; }
thead th { font-weight: 600; vertical-align: bottom; border-bottom-width: 2px; }
tbody th[scope=rowgroup] { font-weight: 600; padding-top: .9rem; }
.number { text-align: right; white-space: nowrap; }
.short { white-space: nowrap; }
thead .number { white-space: normal; }
.long { min-width: 14rem; overflow-wrap: anywhere; }
.detail { display: block; font-size: .85em; }
figure { margin: 1.4rem 0 2rem; }
figure svg { display: block; width: 100%; min-width: 40rem; max-width: 54rem; height: auto; border-radius: 4px; }
figcaption { max-width: 46rem; font-size: .92rem; margin-top: .4rem; }
.tools { display: flex; flex-wrap: wrap; gap: .35rem; align-items: center; margin: .3rem 0; font-size: .85rem; }
.tools button { font: inherit; color: var(--ink); background: var(--shade); border: 1px solid var(--line);
  border-radius: 4px; padding: .15rem .55rem; cursor: pointer; min-height: 1.75rem; }
.tools button[aria-pressed=false] { text-decoration: line-through; color: var(--quiet); }
thead button { font: inherit; color: inherit; background: none; border: 0; padding: 0; text-align: inherit;
  cursor: pointer; text-decoration: underline dotted; text-underline-offset: .2em; min-height: 1.5rem; }
th[aria-sort=ascending] button::after { content: " ▲"; }
th[aria-sort=descending] button::after { content: " ▼"; }
button:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
#tip { position: absolute; z-index: 1; max-width: 20rem; padding: .3rem .6rem; border-radius: 4px; font-size: .85rem;
  background: var(--ink); color: var(--ground); pointer-events: none; }
.pointed { stroke: var(--ink); stroke-width: 3px; }
@media print { .tools, #tip { display: none; } :root { --ink: #000; --ground: #fff; --box: #fff; --shade: #fff; --quiet: #444; --line: #bbb; }
  body { font-size: 10pt; padding: 0; } nav { display: none; } .scroll { overflow: visible; }
  figure, tr, .box { break-inside: avoid; } h2, h3, caption { break-after: avoid; }
  figure svg { min-width: 0; max-width: 100%; } table { font-size: 8pt; } th, td { padding: .15rem .3rem .15rem 0; min-width: 0; }
  .number { white-space: normal; } }
`;
