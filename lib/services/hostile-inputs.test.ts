import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { z } from 'zod'
import { closeDatabase } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { flushChosen } from '@/lib/indexing/usage/record-chosen'
import { ACCESS_FIXTURES } from './testing/access/fixtures'
import { createWorld, fingerprint, type World } from './testing/access/world'
import { type Mutation, makeRandom, mutate, mutationsOf, sample } from './testing/hostile/mutate'
import { isVerb, type Verb } from './verb'
import * as VERBS from './verbs'

// Every verb is given its own valid input with one or two fields changed to what it does not expect. It answers what it
// promises or refuses in words of ours, soon, and nothing of another workspace changes.

// workers of other test files share the queue: a job of this workspace would change what is compared here
vi.mock('@/lib/db/job-queue', async (original) => ({
  ...(await original<typeof import('@/lib/db/job-queue')>()),
  sendJob: async () => null,
}))
vi.mock('@/lib/services/answers/settle-lost-answers', () => ({ settleLostAnswers: async () => undefined }))

/** A sample of a verb's mutations, the same in every run; HOSTILE=more and another HOSTILE_SEED find more in some minutes. */
const COUNTS =
  process.env.HOSTILE === 'more' ? { allowed: 60, refused: 300, pairs: 80 } : { allowed: 8, refused: 40, pairs: 12 }
const SEED = process.env.HOSTILE_SEED ?? '1'
/** Far more than any takes, however busy the machine is. */
const BOUND_MS = 10_000
/** Whoever asks is refused with one of these; what is told of a model or a server elsewhere is not of our making. */
const REFUSALS = ['NOT_FOUND', 'FORBIDDEN', 'UNAUTHORIZED', 'VALIDATION', 'CONFLICT', 'LIMIT_EXCEEDED']
/** Of what stands in an error, as a person reads it. */
const LONGEST_MESSAGE = 5_000
const ASKS_ELSEWHERE = /[Pp]rovider|[Mm]odel|[Ee]mbedding/

const verbs = Object.values(VERBS).filter(isVerb) as Verb<z.ZodType, z.ZodType, unknown[]>[]
let world: World
let other: World

beforeAll(async () => {
  ;[world, other] = [await createWorld(), await createWorld()]
}, 120_000)

afterAll(closeDatabase)

const tell = ({ name, path, value }: Mutation) => {
  const shown = JSON.stringify(value, (_, of) => (typeof of === 'bigint' ? String(of) : of))
  return `${path.join('.') || 'input'}: ${name} (${String(shown).slice(0, 60)})`
}

/** A stream ends before its verb has answered. */
async function readAll(output: unknown): Promise<unknown> {
  if (output instanceof ReadableStream) for await (const _ of output);
  return output
}

describe.each(verbs.map((verb) => ({ name: verb.name, verb })))('$name', ({ name, verb }) => {
  const fixture = ACCESS_FIXTURES[name as keyof typeof VERBS]

  /** What the verb takes; in a new workspace, where what was tried has left the other one unable to make it. */
  async function makeValid(): Promise<unknown> {
    try {
      return await fixture.input(world)
    } catch {
      world = await createWorld()
      return fixture.input(world)
    }
  }

  /** What is wrong with how the verb answers; nothing where it answers as it should. */
  async function findFault(input: unknown): Promise<{ fault?: string; isRefused?: boolean }> {
    const start = performance.now()
    const outcome = await verb(world.owner, input, ...(fixture.rest?.() ?? []))
      .then(readAll)
      .then(faultOfOutput, faultOfError)
    const took = performance.now() - start
    return took > BOUND_MS ? { ...outcome, fault: `takes ${Math.round(took)} ms` } : outcome
  }

  function faultOfOutput(output: unknown) {
    const parsed = verb.output.safeParse(output)
    return parsed.success ? {} : { fault: `answers what it does not promise: ${parsed.error.message.slice(0, 500)}` }
  }

  function faultOfError(error: unknown) {
    if (!(error instanceof AppError)) return { fault: `throws ${error instanceof Error ? error.stack : error}` }
    const isOfElsewhere = ['UPSTREAM', 'UNAVAILABLE'].includes(error.code) && ASKS_ELSEWHERE.test(name)
    if (!REFUSALS.includes(error.code) && !isOfElsewhere) return { fault: `${error.code}: ${error.message}` }
    const { length } = error.message
    return length > LONGEST_MESSAGE ? { fault: `refuses in ${length} characters` } : { isRefused: true }
  }

  test('answers or refuses whatever it is given, and touches no other workspace', async () => {
    const random = makeRandom(`${name} ${SEED}`)
    let valid = await makeValid()
    const all = mutationsOf(verb.input, valid, await fixture.input(other))
    const [allowed, refused] = [true, false].map((isAllowed) =>
      all.filter((mutation) => verb.input.safeParse(mutate(valid, mutation)).success === isAllowed),
    ) as [Mutation[], Mutation[]]
    const tries = [
      ...sample(allowed, COUNTS.allowed, random).map((mutation) => [mutation]),
      ...sample(refused, COUNTS.refused, random).map((mutation) => [mutation]),
      // two of what is refused alone tell nothing new
      ...Array.from({ length: COUNTS.pairs }, () => sample(allowed, 2, random)),
    ]
    await flushChosen()
    const before = await fingerprint(other.workspaceId)
    const faults: string[] = []
    for (const mutations of tries) {
      const { fault, isRefused } = await findFault(mutations.reduce(mutate, valid))
      if (fault) faults.push(`${mutations.map(tell).join(' and ')}: ${fault}`)
      // a write may have used it up
      if (!isRefused && verb.effect === 'write') valid = await makeValid()
    }
    await flushChosen()
    expect(faults).toEqual([])
    expect(await fingerprint(other.workspaceId)).toEqual(before)
  }, 600_000)
})
