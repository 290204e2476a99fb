import { actions } from "./actions/registry";
import type { Behaviour } from "./behaviour";
import { Clock, type EmulatorClock } from "./clock";
import { FaultRules, type Faults } from "./faults/faultRules";
import { NonceMemory } from "./gateway/nonceMemory";
import { RateLimiter } from "./gateway/rateLimiter";
import { listen } from "./http/loopbackServer";
import { limits } from "./limits";
import { DataFile } from "./media/dataFile";
import { MediaDesk, type EmulatorMedia } from "./media/emulatorMedia";
import { loadMedia } from "./media/mediaFile";
import { MediaStore } from "./media/mediaStore";
import { EmulatorOptionError } from "./optionError";
import { readOptions, type EmulatorOptions, type Settings } from "./options";
import { CoverChanges } from "./page/coverChanges";
import { pageDoor } from "./page/pageDoor";
import { PageFeed } from "./page/pageFeed";
import { pictureDoor } from "./pictures/pictureDoor";
import { TakenPictures } from "./pictures/takenPictures";
import { Requests, type RequestLog } from "./requestLog";
import { Service } from "./service";
import { Pipelines, type EmulatorPipelines } from "./snapshots/pipelines";
import { Snapshots } from "./snapshots/snapshots";
import { Videos } from "./snapshots/video";

/** A running emulator. */
export interface Emulator extends AsyncDisposable {
  /** Where it listens, e.g. `http://127.0.0.1:54321`. */
  url: string;
  port: number;
  /** Its videos, to read and change directly. */
  media: EmulatorMedia;
  /** The pipelines that its jobs wait in, to read and change directly. */
  pipelines: EmulatorPipelines;
  /** What goes wrong, and when. */
  faults: Faults;
  /** The requests that reached it. */
  requests: RequestLog;
  /** Its time. */
  clock: EmulatorClock;
  /** What the service leaves undocumented; may be changed between requests. */
  behaviour: Behaviour;
  /**
   * Stops it. Connections end at once, even if a call is under way. May be called again.
   *
   * @throws what the file system says if the last change could not be saved in the data file
   */
  close(): Promise<void>;
}

/**
 * Starts a stand-in for ApsaraVideo Media Processing on a loopback address. It knows UpdateMediaCover,
 * QueryMediaList, QueryMediaListByURL, AddMedia, UpdateMedia, DeleteMedia and UpdateMediaPublishState, and of jobs
 * SubmitSnapshotJob, QuerySnapshotJobList, SearchPipeline and QueryPipelineList; workflows do not run in it. In a
 * browser, its address is a page that shows the covers as they change.
 *
 * ```ts
 * const emulator = await startEmulator({ seed: [{ mediaId: "6cc3aa66d1cb4bb2adf14e726c0a0001" }] });
 * // ... use emulator.url as the endpoint, with the access key testid / testsecret ...
 * await emulator.close();
 * ```
 *
 * @throws EmulatorOptionError naming the option and the rule, or the seed's file, entry and rule
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const settings = readOptions(options);
  const clock = new Clock();
  const faults = new FaultRules(settings.random);
  const requests = new Requests();
  const { store, saved } = await openMedia(settings, clock);
  const snapshots = openSnapshots(settings, clock, store);
  const service = new Service({
    ...settings,
    defaultRegion: settings.region,
    clock,
    faults,
    requests,
    media: store,
    snapshots,
    saved,
    nonces: new NonceMemory(),
    limiter: new RateLimiter(settings.window),
    callsPerSecond: (action) => {
      const registered = actions.get(action);
      return registered && (settings.qps ?? registered.callsPerSecond);
    },
  });
  const server = await listen(settings.host, settings.port, (request) => service.handle(request), [
    pictureDoor(snapshots),
    pageDoor(openFeed(store, requests, clock, settings), snapshots),
  ]);
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closed ??= server.close().then(saved);
    return closed;
  };
  return {
    url: server.url,
    port: server.port,
    media: new MediaDesk(store, clock, settings.region),
    pipelines: snapshots.pipelineDesk(),
    faults,
    requests,
    clock,
    behaviour: settings.behaviour,
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** The initial media. If there is a data file, they are kept in it from then on. */
async function openMedia(settings: Settings, clock: Clock): Promise<OpenMedia> {
  const store = new MediaStore({
    nowMs: () => clock.steadyMs(),
    visibilityDelayMs: () => settings.behaviour.visibilityDelayMs,
  });
  loadMedia(store, { ...settings, now: clock.now() });
  if (settings.dataFile === undefined) {
    return { store, saved: () => Promise.resolve() };
  }
  const file = new DataFile(settings.dataFile, () => store.all());
  store.watch(() => file.changed());
  // Now, so that a path that cannot be written fails here.
  file.changed();
  await file.saved().catch((cause: unknown) => {
    throw new EmulatorOptionError(`options.dataFile: cannot be written: ${String(cause)}`, { cause });
  });
  return { store, saved: () => file.saved() };
}

interface OpenMedia {
  store: MediaStore;
  saved: () => Promise<void>;
}

/** Jobs that take pictures of the video's files. */
function openSnapshots(settings: Settings, clock: Clock, media: MediaStore): Snapshots {
  const { behaviour, buckets } = settings;
  return new Snapshots({
    behaviour,
    buckets,
    clock,
    videos: new Videos(media),
    pictures: new TakenPictures(buckets, settings.pictures),
    pipelines: new Pipelines(settings.pipelines, settings.region, clock),
  });
}

/** What the page shows, from here on. */
function openFeed(media: MediaStore, requests: Requests, clock: Clock, { qps }: Settings): PageFeed {
  const changes = new CoverChanges(clock);
  const feed = new PageFeed({ media, requests, changes, clock, limit: qps ?? limits.callsPerSecond });
  media.watch((after, before) => {
    changes.note(after, before);
    feed.changed(after);
  });
  return feed;
}
