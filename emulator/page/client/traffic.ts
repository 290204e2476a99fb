import { titleOf } from "./cover.js";
import { byId, formatCount, formatTime, newElement, setText } from "./dom.js";
import type { ShownMedia, ShownRequest, TrafficMessage } from "./messages.js";
import { drawPace } from "./pace.js";

/** What the service is asked: counts, pace, and the last requests. */
export class Traffic {
  private readonly list = byId("requests", HTMLOListElement);
  private readonly refusedOnly = byId("refused-only", HTMLInputElement);
  private last: TrafficMessage | undefined;
  /** The rows by request and answer: most of them are in the next message too. */
  private rows = new Map<string, HTMLLIElement>();

  constructor(private readonly mediaOf: (mediaId: string) => ShownMedia | undefined) {
    this.refusedOnly.addEventListener("change", () => {
      if (this.last !== undefined) this.listRequests(this.last);
    });
  }

  update(message: TrafficMessage): void {
    this.last = message;
    const { callsByAction, answersByCode, pace, limit } = message;
    const { OK: _accepted, ...refusals } = answersByCode;
    setText(byId("call-count", HTMLElement), formatCount(sum(callsByAction)));
    setText(byId("refused-count", HTMLElement), formatCount(sum(refusals)));
    byId("refused-count", HTMLElement).classList.toggle("alarm", sum(refusals) > 0);
    listCounts(byId("operations", HTMLUListElement), callsByAction);
    listCounts(byId("codes", HTMLUListElement), answersByCode);
    drawPace(pace, limit);
    this.listRequests(message);
  }

  private listRequests({ requests, refusals }: TrafficMessage): void {
    const shown = this.refusedOnly.checked ? refusals : requests;
    const rows = new Map(
      shown.map((request) => {
        const key = `${request.requestId} ${request.code}`;
        return [key, this.rows.get(key) ?? this.rowOf(request)];
      }),
    );
    for (const [key, row] of this.rows) if (!rows.has(key)) row.remove();
    const added = [...rows].filter(([, row]) => !row.isConnected).map(([, row]) => row);
    // New ones come on top; only where others come between (an answer that was late, another list) is all laid anew.
    const isOnTop = [...rows.values()].slice(0, added.length).every((row) => !row.isConnected);
    if (isOnTop) this.list.prepend(...added);
    else this.list.replaceChildren(...rows.values());
    this.rows = rows;
  }

  private rowOf({ time, action, subject, code }: ShownRequest): HTMLLIElement {
    const media = this.mediaOf(subject);
    const answer = newElement(
      "span",
      { className: code === "OK" ? "code ok" : "code" },
      code || "no answer yet",
    );
    return newElement(
      "li",
      {},
      newElement("time", {}, formatTime(time)),
      newElement("span", { className: "action" }, action || "(no operation)"),
      answer,
      newElement(
        "span",
        { className: "subject", dir: "auto", title: subject },
        media ? titleOf(media) : subject,
      ),
    );
  }
}

function listCounts(list: HTMLElement, counts: Readonly<Record<string, number>>): void {
  const rows = Object.entries(counts).toSorted(([, left], [, right]) => right - left);
  const text = rows.map(([name, count]) => `${name} ${count}`).join();
  if (list.dataset["counts"] === text) return;
  list.dataset["counts"] = text;
  list.replaceChildren(
    ...rows.map(([name, count]) => {
      const className = name === "OK" ? "ok" : "";
      return newElement("li", { className }, `${name || "(none)"} `, newElement("b", {}, formatCount(count)));
    }),
  );
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}
