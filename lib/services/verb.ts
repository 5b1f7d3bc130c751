import type { z } from 'zod'
import type { Scope } from '@/lib/schemas/workspaces/role'
import { type Actor, authorize } from './actor'
import { type LongList, parseInput, parseLongInput } from './parse-input'

/** Who calls, and the only workspace that the verb may touch. */
type Caller = { actor: Actor; workspaceId: string }

type Declared<Input extends z.ZodType, Output extends z.ZodType> = {
  /** The name that it is exported under, for lists of all verbs. */
  name: string
  /** What the actor needs. */
  scope: Scope
  /** Whether it changes what is stored; what every reading does by the way, such as counting, is no change. */
  effect: 'read' | 'write'
  /** What it takes. Fields that the schema does not know are refused. */
  input: Input
  /** What it answers; `z.void()` for nothing. */
  output: Output
}

type Definition<Input extends z.ZodType, Output extends z.ZodType, Rest extends unknown[]> = Declared<Input, Output> & {
  /** The field whose texts may hold null bytes and lone surrogates, for a verb that judges each of them itself. */
  rawText?: string
  /** A list of the input that may have thousands of items. */
  list?: LongList<Input>
  /** Runs for whom `scope` allows, with an input that `input` has parsed. */
  run: (caller: Caller, input: z.output<Input>, ...rest: Rest) => Promise<z.output<Output>>
}

/** Something that the product can do: a function that also says what it needs, takes, answers and changes. */
export type Verb<
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
  Rest extends unknown[] = [],
> = ((actor: Actor, input: unknown, ...rest: Rest) => Promise<z.output<Output>>) & Readonly<Declared<Input, Output>>

const verbs = new WeakSet<object>()

/**
 * Makes a verb: authorizes, parses, then runs.
 * @returns a function that throws AppError FORBIDDEN when the actor lacks the scope, VALIDATION with the problem of each
 *   field of the input, and what `run` throws.
 */
export function verb<Input extends z.ZodType, Output extends z.ZodType, Rest extends unknown[]>({
  rawText,
  list,
  run,
  ...declared
}: Definition<Input, Output, Rest>): Verb<Input, Output, Rest> {
  const call = async (actor: Actor, input: unknown, ...rest: Rest) => {
    const { workspaceId } = authorize(actor, declared.scope)
    const parsed = list
      ? await parseLongInput(declared.input, input, { list })
      : parseInput(declared.input, input, { rawText })
    return run({ actor, workspaceId }, parsed, ...rest)
  }
  verbs.add(call)
  // the name of a function can be defined anew, not assigned
  Object.defineProperty(call, 'name', { value: declared.name })
  const { name: _, ...others } = declared
  return Object.assign(call, others) as Verb<Input, Output, Rest>
}

/** Whether `verb` made it. */
export function isVerb(value: unknown): value is Verb {
  return typeof value === 'function' && verbs.has(value)
}
