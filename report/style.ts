/** How a report looks: light and dark, on a phone, on paper. No fonts, and nothing else from elsewhere. */
export const style = `
:root {
  color-scheme: light dark;
  --page: light-dark(#f6f7f9, #14161a);
  --card: light-dark(#fff, #1d2026);
  --line: light-dark(#dfe3e8, #343943);
  --text: light-dark(#1b1f24, #e8eaed);
  --soft: light-dark(#57606a, #a3abb5);
  --empty: light-dark(#eceff3, #262a31);
  --failed: light-dark(#b3261e, #ff8a80);
  --drifted: light-dark(#8a5300, #ffb95c);
  --new: light-dark(#0b6b3a, #6fdc9c);
  --changed: light-dark(#0b57d0, #9cc2ff);
  --restored: light-dark(#6b3fa0, #cfb0ff);
  --removed: light-dark(#57606a, #a3abb5);
  --unchanged: var(--soft);
}
* { box-sizing: border-box; }
body {
  margin: 0 auto;
  max-width: 92rem;
  padding: 2rem clamp(1rem, 4vw, 3rem) 4rem;
  background: var(--page);
  color: var(--text);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Noto Sans SC", sans-serif;
}
h1 { margin: 0; font-size: 1.6rem; line-height: 1.2; overflow-wrap: anywhere; }
h2 { margin: 2.5rem 0 1rem; font-size: 1.15rem; }
h3 { margin: 0; font-size: 1rem; line-height: 1.35; overflow-wrap: anywhere; }
a { color: inherit; text-underline-offset: 0.15em; }
a:focus-visible, summary:focus-visible { outline: 3px solid var(--changed); outline-offset: 2px; border-radius: 4px; }
.lead { margin: 0.4rem 0 1.4rem; color: var(--soft); }
.counts { display: flex; flex-wrap: wrap; gap: 0.6rem; padding: 0; margin: 0; list-style: none; }
.counts a {
  display: flex;
  align-items: baseline;
  gap: 0.5rem;
  padding: 0.45rem 0.9rem;
  border: 1px solid var(--line);
  border-radius: 2rem;
  background: var(--card);
  text-decoration: none;
}
.counts a:hover { border-color: var(--kind); }
.counts b { color: var(--kind); font-size: 1.25rem; font-variant-numeric: tabular-nums; }
.notes { margin: 1.2rem 0 0; padding: 0.9rem 1.2rem; border-left: 4px solid var(--failed); background: var(--card); white-space: pre-wrap; overflow-wrap: anywhere; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 27rem), 1fr)); gap: 1rem; padding: 0; margin: 0; list-style: none; }
.card {
  content-visibility: auto;
  contain-intrinsic-size: auto 19rem;
  padding: 1rem;
  border: 1px solid var(--line);
  border-top: 3px solid var(--kind);
  border-radius: 10px;
  background: var(--card);
}
.where { margin: 0.15rem 0 0.8rem; color: var(--soft); font-size: 0.8rem; overflow-wrap: anywhere; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 0.8rem; }
.pair.single { grid-template-columns: minmax(0, 24rem); }
figure { margin: 0; min-width: 0; }
.picture {
  display: grid;
  place-items: center;
  aspect-ratio: 16 / 9;
  overflow: hidden;
  border-radius: 6px;
  background: var(--empty);
  color: var(--soft);
  font-size: 0.85rem;
  text-align: center;
}
.picture img { width: 100%; height: 100%; object-fit: contain; }
.picture span { padding: 0.6rem; overflow-wrap: anywhere; }
.gone .picture img { opacity: 0.7; }
.broken { outline: 2px dashed var(--failed); outline-offset: -2px; }
figcaption { margin-top: 0.4rem; font-size: 0.8rem; color: var(--soft); overflow-wrap: anywhere; }
figcaption b { color: var(--text); }
figcaption a { text-decoration: none; }
figcaption a:hover { text-decoration: underline; }
.mark { display: block; color: var(--failed); font-weight: 600; }
.note { margin: 0.8rem 0 0; font-size: 0.85rem; overflow-wrap: anywhere; }
details > summary { cursor: pointer; }
details > summary h2 { display: inline; }
details[open] > summary { margin-bottom: 1rem; }
details { margin-top: 2.5rem; }
.failed { --kind: var(--failed); }
.drifted { --kind: var(--drifted); }
.new { --kind: var(--new); }
.changed { --kind: var(--changed); }
.restored { --kind: var(--restored); }
.removed { --kind: var(--removed); }
.unchanged { --kind: var(--unchanged); }
.marked { --kind: var(--failed); }
footer { margin-top: 3rem; color: var(--soft); font-size: 0.8rem; }
@media print {
  body { padding: 0; max-width: none; }
  .card { content-visibility: visible; break-inside: avoid; }
}
`;
