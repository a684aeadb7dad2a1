/**
 * From a draft to a decision: rights first, then what is unclear, then what is booked. Used for a message itself and,
 * with one line changed, for the answer to a question about it.
 */
import { ask, askWhether } from "./ask";
import { pursueCorrection } from "./correct";
import { closesOf, remarkOf, type Course } from "./course";
import { silence, type Decision, type Draft } from "./decision";
import { bookEdited } from "./edited";
import type { MovementIntent } from "./intent";
import type { Plan } from "./plan";
import { refuseBooking } from "./refuse";
import {
  personOf,
  planLine,
  resolveLines,
  spokenLine,
  type ClearLine,
  type Resolved,
} from "./resolve";
import { isSuspended } from "./rights";
import { settle } from "./settle";
import { pursueShortage } from "./shortage";

export function pursue(draft: Draft, course: Course): Decision {
  switch (draft.kind) {
    case "movement":
      return pursueMovement(draft, course);
    case "correct":
      return pursueCorrection(draft, course);
    case "shortage":
      return pursueShortage(draft, course);
  }
}

function pursueMovement(draft: MovementIntent, course: Course): Decision {
  const { scene } = course;
  const refusal = refuseBooking(draft.type, scene);
  if (refusal !== undefined) return refusal;
  const resolved = resolveLines(draft.lines, draft.type, scene);
  const clear = clearLines(resolved);
  if (clear === undefined) return ask(draft, resolved, course);
  const plan = planOf(draft, clear, course);
  if (course.about.type === "edited") return bookEdited(plan, draft.remark, course);
  return settle(plan, {
    scene,
    about: course.about,
    deed: { kind: "booking" },
    remark: remarkOf(draft.remark, course),
    closes: closesOf(course),
    agreed: false,
  });
}

/** A bare `A4纸 1箱`, a bare past: asked about, yes or no; a suspended member's is silence. */
export function pursueMaybe(
  why: "no-verb" | "past" | "unclear",
  draft: MovementIntent,
  course: Course,
): Decision {
  const { scene } = course;
  if (isSuspended(scene.sender)) return silence;
  const refusal = refuseBooking(draft.type, scene);
  if (refusal !== undefined) return refusal;
  const resolved = resolveLines(draft.lines, draft.type, scene);
  const clear = clearLines(resolved);
  if (clear === undefined) return ask(draft, resolved, { ...course, maybe: true });
  const lines = clear.map((line) => spokenLine(line, draft.type, scene.items));
  return askWhether(why, draft, { plan: planOf(draft, clear, course), lines }, course);
}

/** All lines, when none of them is unclear. */
function clearLines(resolved: readonly Resolved[]): readonly ClearLine[] | undefined {
  const clear = resolved.flatMap((entry) => (entry.kind === "clear" ? [entry.line] : []));
  return clear.length === resolved.length && clear.length > 0 ? clear : undefined;
}

function planOf(
  { type, lines }: MovementIntent,
  clear: readonly ClearLine[],
  { scene }: Course,
): Plan {
  const planned = clear.map((line, index) =>
    planLine(line, type, personOf(lines[index]?.requester, scene)),
  );
  return { undoes: [], lines: planned };
}
