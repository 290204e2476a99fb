/** An element of the page that must be there. */
export function byId<Kind extends Element>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new TypeError(`the page has no ${kind.name} #${id}`);
  return found;
}

/** A new element with its text or children. Texts are texts: nothing is ever read as markup. */
export function newElement<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<Pick<HTMLElementTagNameMap[Tag], "className" | "dir" | "title">> = {},
  ...content: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const created = Object.assign(document.createElement(tag), properties);
  created.append(...content);
  return created;
}

/** Whether movement is welcome. */
export function mayMove(): boolean {
  return !matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Sets a text only where it differs, so that nothing is laid out for the same. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

const numbers = new Intl.NumberFormat("en");

/** `10,000` */
export function formatCount(count: number): string {
  return numbers.format(count);
}

/** `14:03:05` of an ISO time, in the viewer's zone. */
export function formatTime(time: string): string {
  return new Date(time).toLocaleTimeString("en-GB");
}
