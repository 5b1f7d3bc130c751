import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import Piscina from 'piscina'
import { AppError } from '@/lib/errors'
import { slice } from '@/lib/in-slices'
import { processWide } from '@/lib/process-wide'
import { LIMITS } from '@/lib/schemas/limits'
import type { OutsidePorts } from '@/lib/texts/tasks/engine-tasks'
import { TEXT_TASKS, type TextTaskInput, type TextTaskName, type TextTaskOutput } from '@/lib/texts/tasks/text-tasks'
import { FairQueue, URGENCIES, type Urgency } from './fair-queue'
import { takeBack } from './hand-back'
import { answerCall, type Call, describePorts } from './port-calls'
import type { Order } from './text-worker'

/** Up to here a text takes a few milliseconds, and is worked on at once. */
const INLINE_SIZE = 4 * 1024
/** One core answers people. */
const THREADS = Math.max(1, availableParallelism() - 1)
/** One more works for people alone: what they wait for does not wait for a long text of an import or a job. */
const THREADS_FOR_PEOPLE = THREADS + 1
/** Threads that have nothing to do end; the files of an import come in several requests. */
const IDLE_MS = 60_000
const RETRY_AFTER_SECONDS = 5
/** Run from source by every kind of process, as the build knows nothing of threads. */
const PROGRAM = join('lib', 'texts', 'threads', 'text-worker.ts')

type Waiting = { urgency: Urgency; run: () => Promise<void> }
type Pool = { threads: Piscina; queue: FairQueue<Waiting>; running: Record<Urgency, number> }

export type TextWork = {
  workspaceId: string
  urgency: Urgency
  /** Of the text, in UTF-16 units. */
  size: number
  /** Of all texts that this request works on: many short ones keep others waiting as a long one does. Default `size`. */
  total?: number
  /** Default: what a text of this size may take. */
  deadlineMs?: number
  /** What the work may ask for stores and models. */
  ports?: Partial<OutsidePorts>
}

/** Milliseconds after which the work on a text of this size is given up. */
function deadlineOf(size: number): number {
  return LIMITS.textDeadlineMs + Math.round((size / (1024 * 1024)) * LIMITS.textDeadlineMsPerMegabyte)
}

/**
 * Does a task at once where the text is short, else in a thread, where it keeps nobody else waiting.
 * @throws AppError LIMIT_EXCEEDED with `reason: 'deadline'` when it takes too long: its thread is ended then
 * @throws AppError LIMIT_EXCEEDED with `reason: 'memory'` when its thread has no more: another one takes its place
 * @throws AppError UNAVAILABLE when too much waits already
 */
export async function workOnText<Name extends TextTaskName>(
  name: Name,
  input: TextTaskInput<Name>,
  { workspaceId, urgency, size, total = size, deadlineMs = deadlineOf(size), ports = {} }: TextWork,
): Promise<TextTaskOutput<Name>> {
  if (total <= INLINE_SIZE) {
    const task = TEXT_TASKS[name] as (
      input: TextTaskInput<Name>,
      ports: Partial<OutsidePorts>,
    ) => Promise<TextTaskOutput<Name>>
    // many short ones after one another are a long one
    if (slice.isOver) await slice.next()
    return task(input, ports)
  }
  const pool = processWide('text pool', openPool)
  return new Promise((resolve, reject) => {
    const run = () => runInThread<Name>(pool.threads, name, input, ports, deadlineMs).then(resolve, reject)
    if (!pool.queue.add(workspaceId, urgency, { urgency, run })) {
      reject(
        new AppError('UNAVAILABLE', 'Too many texts are being worked on. Try again in a few seconds.', {
          retryAfterSeconds: RETRY_AFTER_SECONDS,
        }),
      )
      return
    }
    startWaiting(pool)
  })
}

function openPool(): Pool {
  const threads = new Piscina({
    filename: join(process.cwd(), PROGRAM),
    execArgv: ['--import', 'tsx'],
    minThreads: 0,
    maxThreads: THREADS_FOR_PEOPLE,
    idleTimeout: IDLE_MS,
    resourceLimits: { maxOldGenerationSizeMb: LIMITS.textThreadMegabytes },
  })
  // a thread that was ended is replaced; its task has heard of it
  threads.on('error', () => undefined)
  return { threads, queue: new FairQueue(LIMITS.waitingTexts), running: { person: 0, import: 0, job: 0 } }
}

/** What waits stays in our queue, where its turn can still change; the deadline begins with the work. */
function startWaiting(pool: Pool): void {
  const { running } = pool
  for (;;) {
    const forNobody = running.import + running.job
    if (forNobody + running.person >= THREADS_FOR_PEOPLE) return
    const next = pool.queue.take(forNobody < THREADS ? URGENCIES : ['person'])
    if (!next) return
    running[next.urgency]++
    void next.run().finally(() => {
      running[next.urgency]--
      startWaiting(pool)
    })
  }
}

const isOutOfMemory = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY'

async function runInThread<Name extends TextTaskName>(
  threads: Piscina,
  name: Name,
  input: TextTaskInput<Name>,
  ports: Partial<OutsidePorts>,
  deadlineMs: number,
): Promise<TextTaskOutput<Name>> {
  const deadline = new AbortController()
  const { port1: link, port2: itsLink } = new MessageChannel()
  const { port1: handed, port2: itsHanded } = new MessageChannel()
  const failures = new Map<string, unknown>()
  let timer: NodeJS.Timeout | undefined
  link.on('message', (message: 'begun' | Call) => {
    // a thread that starts first, on a busy machine for seconds, is not the text's fault
    if (message === 'begun') timer = setTimeout(() => deadline.abort(), deadlineMs)
    else void answerCall(ports, message, failures).then((answer) => link.postMessage(answer))
  })
  try {
    const order: Order<Name> = { name, input, shapes: describePorts(ports), link: itsLink, handed: itsHanded }
    const result = await threads.run(order, { signal: deadline.signal, transferList: [itsLink, itsHanded] })
    return await takeBack(result, handed)
  } catch (error) {
    if (isOutOfMemory(error)) {
      throw new AppError(
        'LIMIT_EXCEEDED',
        'The work on the text took too much memory. Split it into smaller modules.',
        {
          reason: 'memory',
        },
      )
    }
    if (!deadline.signal.aborted) throw failures.get((error as Error).message) ?? error
    const seconds = Math.round(deadlineMs / 1000)
    throw new AppError(
      'LIMIT_EXCEEDED',
      `The text was given up after ${seconds} seconds of work. Split it into smaller modules, or remove what is unusual in it.`,
      { reason: 'deadline', limit: seconds },
    )
  } finally {
    clearTimeout(timer)
    link.close()
    handed.close()
  }
}
