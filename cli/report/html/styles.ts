/** How a report looks: light and dark by the reader's choice, from a phone's width on, and on paper. */
export const styles = `
:root { color-scheme: light dark; --ground: #f6f7f9; --paper: #fff; --ink: #1b1f26; --faint: #586070; --line: #d9dde4;
  --accent: #0b5fc2; --bad: #b3261e; --bad-ground: #fdecea; --empty: #eceff3;
  --new: #14713d; --changed: #0b5fc2; --restored: #6a3fb5; --drifted: #8f4b00; --removed: #586070; --failed: #b3261e;
  --declared: #0b5fc2; --recorded: #0b5fc2; --unchanged: #586070; }
@media (prefers-color-scheme: dark) { :root { --ground: #12151a; --paper: #1b1f27; --ink: #e7eaf0; --faint: #a3acba;
  --line: #323945; --accent: #7db4ff; --bad: #ff9b92; --bad-ground: #3a1c1b; --empty: #262c36;
  --new: #63d391; --changed: #7db4ff; --restored: #bda0f5; --drifted: #f0b060; --removed: #a3acba; --failed: #ff9b92;
  --declared: #7db4ff; --recorded: #7db4ff; --unchanged: #a3acba; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem clamp(1rem, 3vw, 2.5rem); max-width: 1680px; background: var(--ground); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK SC", sans-serif; }
h1 { margin: 0; font-size: 1.7rem; line-height: 1.25; letter-spacing: -0.01em; }
h2 { margin: 0; font-size: 1.2rem; }
h3 { margin: 0; font-size: 1rem; line-height: 1.35; overflow-wrap: anywhere; display: -webkit-box; -webkit-line-clamp: 3;
  -webkit-box-orient: vertical; overflow: hidden; }
p { margin: 0; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.source, .meaning, .meta, footer { color: var(--faint); }
.counts { display: flex; flex-wrap: wrap; gap: 0.6rem; margin: 1.25rem 0 0; padding: 0; list-style: none; }
.counts a { display: block; min-width: 6.5rem; padding: 0.5rem 0.9rem; border: 1px solid var(--line); border-top: 3px solid var(--kind);
  border-radius: 8px; background: var(--paper); color: inherit; text-decoration: none; }
.counts a:hover { border-color: var(--kind); }
.counts strong { display: block; font-size: 1.5rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
.remark, .error, .nothing { margin-top: 1rem; padding: 0.7rem 1rem; border-radius: 8px; border: 1px solid var(--line); background: var(--paper);
  overflow-wrap: anywhere; white-space: pre-wrap; }
.error { border-color: var(--bad); background: var(--bad-ground); }
.nothing { padding: 2.5rem 1rem; text-align: center; font-size: 1.15rem; }
section, details { margin-top: 2.25rem; scroll-margin-top: 1rem; }
section > header, summary { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.2rem 0.7rem; margin-bottom: 0.9rem; }
h2::before { content: ""; display: inline-block; width: 0.65em; height: 0.65em; margin-inline-end: 0.5em; border-radius: 50%;
  background: var(--kind); }
summary { cursor: pointer; padding: 0.7rem 1rem; border: 1px solid var(--line); border-radius: 8px; background: var(--paper); }
summary::before { content: "▸"; color: var(--faint); }
details[open] > summary::before { content: "▾"; }
.group { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 400px), 1fr)); gap: 1rem; margin-bottom: 1rem; }
.group.long { content-visibility: auto; contain-intrinsic-size: auto 1240px; }
@media (max-width: 1310px) { .group.long { contain-intrinsic-size: auto 1860px; } }
@media (max-width: 880px) { .group.long { contain-intrinsic-size: auto 3720px; } }
.group.single { grid-template-columns: repeat(auto-fill, minmax(min(100%, 250px), 1fr)); }
article { display: flex; flex-direction: column; gap: 0.3rem; min-width: 0; padding: 0.9rem; border: 1px solid var(--line);
  border-radius: 10px; background: var(--paper); break-inside: avoid; }
h3 code { font-weight: 500; font-size: 0.85em; }
.meta { font-size: 0.8rem; overflow-wrap: anywhere; }
code { font: 0.92em ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 0.7rem; margin-top: 0.4rem; }
.single .pair { grid-template-columns: 1fr; }
figure { min-width: 0; margin: 0; }
.frame { position: relative; display: grid; place-items: center; aspect-ratio: 16 / 9; overflow: hidden; border-radius: 6px; background: var(--empty);
  color: var(--faint); font-size: 0.85rem; text-align: center; }
.frame img { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: contain; }
.frame span { padding: 0.5rem; }
.frame.bad { outline: 2px solid var(--bad); outline-offset: -2px; }
figcaption { margin-top: 0.35rem; font-size: 0.8rem; line-height: 1.4; overflow-wrap: anywhere; }
figcaption b { display: block; }
.url { display: -webkit-box; -webkit-line-clamp: 3; -webkit-box-orient: vertical; overflow: hidden; }
.mark, .note { color: var(--bad); font-size: 0.8rem; overflow-wrap: anywhere; }
footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); font-size: 0.85rem; }
@media print { :root { --ground: #fff; } body { padding: 0; max-width: none; } .group { content-visibility: visible; }
  .counts a, article { border-color: #999; } }
${["new", "changed", "restored", "drifted", "removed", "failed", "declared", "recorded", "unchanged"]
  .map((kind) => `.${kind} { --kind: var(--${kind}); }`)
  .join("\n")}
`;
