import { byId, formatCount, setText } from "./dom.js";
import type { CoverChange, ShownMedia } from "./messages.js";
import { foldText, Tile } from "./tile.js";

/** The covers, one tile each, in the library's order; which of them are shown, and which one the keyboard is on. */
export class Wall {
  private readonly list = byId("wall", HTMLUListElement);
  private readonly nothing = byId("nothing", HTMLElement);
  private readonly tiles = new Map<string, Tile>();
  private readonly tileOfButton = new WeakMap<Element, Tile>();
  private shown: readonly Tile[] = [];
  private current: Tile | undefined;

  /** @param open called with the video that somebody wants to see more of */
  constructor(open: (media: ShownMedia) => void) {
    this.list.addEventListener("click", ({ target }) => {
      const tile = this.tileAt(target);
      if (tile === undefined) return;
      this.setCurrent(tile);
      open(tile.media);
    });
    this.list.addEventListener("keydown", (event) => this.move(event));
    byId("filter", HTMLFormElement).addEventListener("input", () => this.filter());
    byId("filter", HTMLFormElement).addEventListener("submit", (event) => event.preventDefault());
  }

  media(key: string): ShownMedia | undefined {
    return this.tiles.get(key)?.media;
  }

  /** Counts of all videos, whatever the filter. */
  get counts(): { media: number; covers: number } {
    const tiles = [...this.tiles.values()];
    return { media: tiles.length, covers: tiles.filter(({ media }) => media.cover !== "").length };
  }

  /** @param isWhole whether these are all */
  update(media: readonly ShownMedia[], changes: readonly CoverChange[], isWhole: boolean): void {
    if (isWhole) {
      this.removeOthers(new Set(media.map(({ key }) => key)));
      // A library that was opened shows its past at rest.
      for (const each of media) this.put(each);
      for (const { mediaKey } of changes) this.tiles.get(mediaKey)?.markAsChanged(false);
    } else {
      for (const each of media) this.put(each);
    }
    this.filter();
  }

  /** Shows those that the filter lets through. */
  filter(): void {
    const form = new FormData(byId("filter", HTMLFormElement));
    const kind = form.get("kind");
    const text = foldText(byId("filter-text", HTMLInputElement).value.trim());
    const shown: Tile[] = [];
    for (const tile of this.tiles.values()) {
      const isOfKind = kind === "all" || (kind === "changed" ? tile.hasChanged : tile.media.cover === "");
      const isShown = isOfKind && tile.has(text);
      if (tile.item.hidden === isShown) tile.item.hidden = !isShown;
      if (isShown) shown.push(tile);
    }
    this.shown = shown;
    if (this.current === undefined || this.current.item.hidden) this.setCurrent(shown[0]);
    const all = formatCount(this.tiles.size);
    const isAll = shown.length === this.tiles.size;
    setText(byId("shown-count", HTMLOutputElement), isAll ? "" : `${formatCount(shown.length)} of ${all}`);
    this.nothing.hidden = shown.length > 0;
    setText(
      this.nothing,
      this.tiles.size === 0 ? "No videos yet: start with --seed, or call AddMedia." : "No videos like this.",
    );
  }

  private put(media: ShownMedia): void {
    const existing = this.tiles.get(media.key);
    if (existing !== undefined) {
      existing.update(media);
      return;
    }
    const tile = new Tile(media);
    this.tiles.set(media.key, tile);
    this.tileOfButton.set(tile.button, tile);
    this.list.append(tile.item);
  }

  private removeOthers(kept: ReadonlySet<string>): void {
    for (const [key, { item }] of this.tiles) {
      if (kept.has(key)) continue;
      item.remove();
      this.tiles.delete(key);
    }
  }

  private tileAt(target: EventTarget | null): Tile | undefined {
    const button = target instanceof Element ? target.closest("button") : null;
    return button === null ? undefined : this.tileOfButton.get(button);
  }

  /** One tile is in the order of Tab; arrows lead to the others. */
  private setCurrent(tile: Tile | undefined): void {
    if (this.current !== undefined) this.current.button.tabIndex = -1;
    if (tile !== undefined) tile.button.tabIndex = 0;
    this.current = tile;
  }

  private move(event: KeyboardEvent): void {
    const tile = this.tileAt(event.target);
    if (tile === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const columns = getComputedStyle(this.list).gridTemplateColumns.split(" ").length;
    const index = this.shown.indexOf(tile);
    const targets: Record<string, number> = {
      ArrowRight: index + 1,
      ArrowLeft: index - 1,
      ArrowDown: index + columns,
      ArrowUp: index - columns,
      Home: 0,
      End: this.shown.length - 1,
    };
    const next = this.shown[targets[event.key] ?? -1];
    if (next === undefined) return;
    event.preventDefault();
    this.setCurrent(next);
    next.button.focus();
  }
}
