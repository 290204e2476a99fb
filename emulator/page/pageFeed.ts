import type { ServerResponse } from "node:http";
import type { Clock } from "../clock";
import { mediaKey, type Media } from "../media/media";
import type { MediaStore } from "../media/mediaStore";
import { decodedKey } from "../pictures/objectAddress";
import { shownUrl } from "../redaction";
import type { RequestLogEntry, Requests } from "../requestLog";
import type { LibraryMessage, ShownMedia, ShownRequest, TrafficMessage } from "./client/messages";
import type { CoverChanges } from "./coverChanges";

/** How often viewers are told what happened. Changes in between share one message. */
const tickMs = 100;
/** Of each list of the request log. */
const maxShownRequests = 60;
/** A viewer that is this far behind is disconnected. Its browser reconnects and gets everything again. */
const maxWaitingBytes = 16 * 1024 * 1024;

/** What the page shows. */
export interface PageSources {
  media: Pick<MediaStore, "all">;
  requests: Requests;
  changes: CoverChanges;
  clock: Clock;
  /** Calls a second that are let in, of each operation. */
  limit: number;
}

/** Server-sent events for everybody who has the page open. Does nothing while nobody has. */
export class PageFeed {
  private readonly viewers = new Set<ServerResponse>();
  private readonly changedMedia = new Map<string, Media>();
  private sentChange = 0;
  private sentTraffic = "";
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly sources: PageSources) {}

  /** To be called after each change of a video. */
  changed(media: Media): void {
    if (this.viewers.size > 0) this.changedMedia.set(mediaKey(media), media);
  }

  /** Starts to send events to a viewer. The first one has the whole library. */
  join(viewer: ServerResponse): void {
    // First, so that changes that other viewers have not received are not counted as sent.
    this.tick();
    const { media, changes } = this.sources;
    const library: LibraryMessage = {
      isWhole: true,
      media: media.all().map(shownMedia),
      changes: changes.since(0),
    };
    viewer.write(`retry: 1000\n\n${event("library", library)}${event("traffic", this.traffic())}`);
    this.sentChange = library.changes.at(-1)?.number ?? this.sentChange;
    this.viewers.add(viewer);
    // It must not keep a process that has nothing else to do.
    this.timer ??= setInterval(() => this.tick(), tickMs).unref();
    viewer.once("close", () => this.leave(viewer));
  }

  private leave(viewer: ServerResponse): void {
    this.viewers.delete(viewer);
    if (this.viewers.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
    this.changedMedia.clear();
  }

  private tick(): void {
    if (this.viewers.size === 0) return;
    if (this.changedMedia.size > 0) this.send(event("library", this.newlyChanged()));
    const traffic = event("traffic", this.traffic());
    if (traffic === this.sentTraffic) return;
    this.sentTraffic = traffic;
    this.send(traffic);
  }

  private newlyChanged(): LibraryMessage {
    const changes = this.sources.changes.since(this.sentChange);
    const media = [...this.changedMedia.values()].map(shownMedia);
    this.sentChange = changes.at(-1)?.number ?? this.sentChange;
    this.changedMedia.clear();
    return { isWhole: false, media, changes };
  }

  private traffic(): TrafficMessage {
    const { requests, clock, limit } = this.sources;
    return {
      callsByAction: requests.countByAction(),
      answersByCode: requests.countByCode(),
      requests: newestFirst(requests.entries),
      refusals: newestFirst(requests.entries.filter(isRefusal)),
      pace: requests.pace.until(clock.steadyMs()),
      limit: Number.isFinite(limit) ? limit : null,
    };
  }

  private send(text: string): void {
    for (const viewer of this.viewers) {
      if (viewer.writableLength > maxWaitingBytes) viewer.destroy();
      else viewer.write(text);
    }
  }
}

function event(name: string, data: object): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}

function shownMedia(media: Media): ShownMedia {
  const { mediaId, region, fileUrl, publishState } = media;
  return {
    key: mediaKey(media),
    mediaId,
    region,
    fileUrl: shownUrl(fileUrl),
    state: publishState,
    title: media.title ?? "",
    cover: shownUrl(media.cover ?? ""),
  };
}

function isRefusal({ code }: RequestLogEntry): boolean {
  return code !== undefined && code !== "OK";
}

function newestFirst(entries: readonly RequestLogEntry[]): ShownRequest[] {
  return entries
    .slice(-maxShownRequests)
    .toReversed()
    .map(({ requestId, time, action = "", parameters, code = "" }) => {
      return { requestId, time: time.toISOString(), action, subject: describeSubject(parameters), code };
    });
}

function describeSubject(parameters: RequestLogEntry["parameters"]): string {
  const [first = "", ...more] = (
    parameters["MediaId"] ??
    parameters["MediaIds"] ??
    parameters["FileURL"] ??
    parameters["FileURLs"] ??
    parameters["SnapshotJobIds"] ??
    inputObject(parameters["Input"]) ??
    ""
  ).split(",");
  return more.length === 0 ? first : `${first} and ${more.length} more`;
}

/** The name of the object that a job is for. */
function inputObject(input: string | undefined): string | undefined {
  const encoded = /"Object"\s*:\s*"([^"]*)"/.exec(input ?? "")?.[1];
  return encoded && (decodedKey(encoded) ?? encoded);
}
