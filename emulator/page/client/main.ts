import { Changes } from "./changes.js";
import { Detail } from "./detail.js";
import { byId, formatCount, setText } from "./dom.js";
import type { LibraryMessage, ShownMedia } from "./messages.js";
import { Traffic } from "./traffic.js";
import { Wall } from "./wall.js";

const changes = new Changes();
const detail = new Detail();
const show = (media: ShownMedia): void => detail.show(media, changes.of(media.key));
const wall = new Wall(show);
const keyOfId = new Map<string, string>();
const traffic = new Traffic((mediaId) => wall.media(keyOfId.get(mediaId) ?? ""));
const connection = byId("connection", HTMLElement);

const events = new EventSource("/page/events");
events.addEventListener("open", () => say("live", `Live at ${location.host}`));
events.addEventListener("error", () => say("lost", "Not connected: the emulator is stopped"));
events.addEventListener("library", ({ data }: MessageEvent<string>) => updateLibrary(JSON.parse(data)));
events.addEventListener("traffic", ({ data }: MessageEvent<string>) => traffic.update(JSON.parse(data)));

// `/` leads to the filter, as on many pages with one.
document.addEventListener("keydown", (event) => {
  const isTyping = event.target instanceof HTMLInputElement;
  if (event.key !== "/" || isTyping || detail.key !== undefined) return;
  event.preventDefault();
  byId("filter-text", HTMLInputElement).focus();
});

// On a phone the lists would push the covers out of sight.
if (matchMedia("(max-width: 60rem)").matches) {
  for (const id of ["changes-section", "requests-section"]) byId(id, HTMLDetailsElement).open = false;
}

function updateLibrary({ media, changes: newChanges, isWhole }: LibraryMessage): void {
  for (const { mediaId, key } of media) keyOfId.set(mediaId, key);
  wall.update(media, newChanges, isWhole);
  changes.update(newChanges, (key) => wall.media(key), isWhole);
  const counts = wall.counts;
  setText(byId("media-count", HTMLElement), formatCount(counts.media));
  setText(byId("cover-count", HTMLElement), formatCount(counts.covers));
  const shown = media.find(({ key }) => key === detail.key);
  if (shown !== undefined) show(shown);
}

function say(state: string, text: string): void {
  connection.dataset["state"] = state;
  setText(connection, text);
}
