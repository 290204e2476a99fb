import { byId, setText } from "./dom.js";
import type { TrafficMessage } from "./messages.js";

const [width, height] = [360, 96];

/** Draws calls over time: a bar a second, its refused part in another colour, the limit as a line. */
export function drawPace(pace: TrafficMessage["pace"], limit: number | null): void {
  const chart = byId("pace", SVGSVGElement);
  const peak = Math.max(...pace.map(({ calls }) => calls));
  // With room above the limit's line, so that what is over it can be seen.
  const top = Math.max(peak, limit ?? 10) * 1.15;
  const step = width / pace.length;
  const heightOf = (calls: number): number => (calls / top) * height;
  const bars = pace.flatMap(({ calls, refused }, index) => [
    bar("calls", index * step, step, heightOf(calls), 0),
    bar("refused", index * step, step, heightOf(refused), heightOf(calls - refused)),
  ]);
  chart.replaceChildren(
    ...bars.filter((each) => each !== undefined),
    ...(limit === null ? [] : [line(height - heightOf(limit))]),
  );
  const last = pace.at(-2)?.calls ?? 0;
  const ofLimit = limit === null ? "" : `, limit ${limit} of each operation`;
  const text = `Now ${last}, peak ${peak} in ${pace.length / 60} minutes${ofLimit}`;
  setText(byId("pace-text", HTMLElement), text);
  chart.setAttribute("aria-label", `Calls a second: ${text}`);
}

function bar(
  className: string,
  x: number,
  step: number,
  barHeight: number,
  above: number,
): SVGElement | undefined {
  if (barHeight <= 0) return undefined;
  return shape("rect", {
    class: className,
    x,
    y: height - above - barHeight,
    width: step * 0.86,
    height: barHeight,
  });
}

function line(y: number): SVGElement {
  return shape("line", { x1: 0, x2: width, y1: y, y2: y });
}

function shape(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const created = document.createElementNS("http://www.w3.org/2000/svg", name);
  if (!(created instanceof SVGElement)) throw new TypeError(`${name} is no shape`);
  for (const [attribute, value] of Object.entries(attributes)) created.setAttribute(attribute, String(value));
  return created;
}
