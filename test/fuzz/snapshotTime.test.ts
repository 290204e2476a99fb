import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { valid } from "../../provider/cover/problem";
import { describeSnapshotTime, readSnapshotTime } from "../../provider/cover/snapshotTime";
import { check } from "../../provider/lifecycle/snapshot/check";
import { everyCase, fuzzTimeoutMs } from "./support/everyCase";
import { documentedProblems } from "./support/rfc2396";
import { anyText, mutated } from "./support/texts";

const tenDaysMs = 864_000_000;

/** The one spelling of a moment; `undefined` for what is refused. */
function canonical(value: unknown): string | undefined {
  const read = readSnapshotTime(value);
  return read.ok ? describeSnapshotTime(read.value) : undefined;
}

const padded = (value: number): string => String(value).padStart(2, "0");

/** A moment in every way in which a person may write it. */
function spellingsOf(ms: number): (string | number)[] {
  const seconds = ms / 1000;
  const [hours, minutes] = [Math.floor(ms / 3_600_000), Math.floor(ms / 60_000)];
  const rest = (ms % 60_000) / 1000;
  const clockRest = `${padded(Math.floor(rest))}.${String(ms % 1000).padStart(3, "0")}`;
  return [
    seconds,
    `${seconds}`,
    `${seconds}s`,
    ` ${seconds.toFixed(3)}s\n`,
    `${minutes}m${rest}s`,
    `${minutes}m${rest}`,
    `${hours}h${minutes % 60}m${rest}s`,
    `${minutes}:${clockRest}`,
    `${padded(hours)}:${padded(minutes % 60)}:${clockRest}`,
  ];
}

const pieces = [
  ..."0 9 . , : - + % s m h ms e E 00 60 1e3 1e-7 0x1 NaN Infinity".split(" "),
  ..."\u0660 \uff11 \u00a0 ′ ″ ½".split(" "),
  "9".repeat(30),
];
const anyTime = fc.oneof(
  fc.double(),
  fc.integer(),
  mutated(["12.5", "12.5s", "1m30s", "2h", "1h2m3.5s", "1:30", "00:01:30.500", "50%", "5000ms"], pieces),
  fc.array(fc.constantFrom(...pieces), { maxLength: 6 }).map((parts) => parts.join("")),
  anyText,
  fc.anything(),
);

/** What a fix says to write: in quotes, or plain after "write". */
const offer = /"([^"]+)"|(?<=write (?:it like )?)(\d[\d.]*)/g;

describe("the moment of a snapshot", () => {
  it(
    "is the same in every spelling, to the millisecond, and so is the name of its picture",
    () => {
      everyCase(fc.nat(tenDaysMs), [2_000, 150_000], (ms) => {
        const spellings = spellingsOf(ms);
        expect(spellings.map(canonical)).toEqual(spellings.map(() => `${ms}ms`));
      });
    },
    fuzzTimeoutMs,
  );

  it(
    "is a moment in the video, or refused with what to write instead, which is taken",
    () => {
      everyCase(anyTime, [6_000, 300_000], (value) => {
        const read = readSnapshotTime(value);
        if (read.ok) {
          const { value: time } = read;
          const amount = time.unit === "ms" ? time.ms : time.percent;
          const most = time.unit === "ms" ? tenDaysMs : 100;
          expect({ value, time, isIn: amount >= 0 && amount <= most }).toMatchObject({ isIn: true });
          return;
        }
        const fixes = read.problems.map(({ fix = "" }) => fix);
        const offered = fixes.map((fix) => [...fix.matchAll(offer)].map(([, text, plain]) => text ?? plain));
        expect(offered.filter(({ length }) => length === 0)).toEqual([]);
        const refused = offered.flat().filter((each) => canonical(each) === undefined);
        expect({ value, fixes, refused }).toEqual({ value, fixes, refused: [] });
      });
    },
    fuzzTimeoutMs,
  );
});

it(
  "anything as the arguments of a snapshot is checked without failing, and whatever is taken has a URL that the documentation allows",
  () => {
    const names = fc.constantFrom(
      ..."mediaId fileUrl time frameType width height bucket prefix baseUrl region pipelineId triggers __proto__".split(
        " ",
      ),
    );
    const value = fc.oneof(anyTime, fc.constantFrom("covers", "oss://videos/a.mp4", "intra", 640));
    const likely = fc.record({
      fileUrl: fc.constant("oss://videos/a.mp4"),
      bucket: fc.constant("covers"),
      time: anyTime,
      prefix: anyText,
    });
    everyCase(fc.oneof(fc.dictionary(names, value), likely), [1_000, 75_000], (news) => {
      const { inputs, problems } = check(news, valid("cn-hangzhou"));
      expect(problems.length === 0 ? documentedProblems(String(inputs["coverUrl"])) : []).toEqual([]);
    });
  },
  fuzzTimeoutMs,
);
