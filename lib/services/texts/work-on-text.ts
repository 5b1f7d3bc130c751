import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import Piscina from 'piscina'
import { AppError } from '@/lib/errors'
import { LIMITS } from '@/lib/schemas/limits'
import { FairQueue, type Urgency } from './fair-queue'
import { TEXT_TASKS, type TextTaskInput, type TextTaskName, type TextTaskOutput } from './text-tasks'

/** Up to here a text takes a few milliseconds, and is worked on at once. */
const INLINE_SIZE = 4 * 1024
/** One core answers people. */
const THREADS = Math.max(1, availableParallelism() - 1)
/** Threads that have nothing to do end; the files of an import come in several requests. */
const IDLE_MS = 60_000
const RETRY_AFTER_SECONDS = 5
/** Run from source by every kind of process, as the build knows nothing of threads. */
const PROGRAM = join('lib', 'services', 'texts', 'text-worker.ts')

type Waiting = { run: () => Promise<void> }
type Pool = { threads: Piscina; queue: FairQueue<Waiting>; running: number }

// Next loads this module more than once in one process
const shared = globalThis as typeof globalThis & { __loadoutTextPool?: Pool }

type TextWork = {
  workspaceId: string
  urgency: Urgency
  /** Of the text, in UTF-16 units. */
  size: number
  /** Of all texts that this request works on: many short ones keep others waiting as a long one does. Default `size`. */
  total?: number
  /** Default: what a text of this size may take. */
  deadlineMs?: number
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
  { workspaceId, urgency, size, total = size, deadlineMs = deadlineOf(size) }: TextWork,
): Promise<TextTaskOutput<Name>> {
  if (total <= INLINE_SIZE) {
    const task = TEXT_TASKS[name] as (input: TextTaskInput<Name>) => Promise<TextTaskOutput<Name>>
    return task(input)
  }
  shared.__loadoutTextPool ??= openPool()
  const pool = shared.__loadoutTextPool
  return new Promise((resolve, reject) => {
    const run = () => runInThread<Name>(pool.threads, name, input, deadlineMs).then(resolve, reject)
    if (!pool.queue.add(workspaceId, urgency, { run })) {
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
    maxThreads: THREADS,
    idleTimeout: IDLE_MS,
  })
  // a thread that was ended is replaced; its task has heard of it
  threads.on('error', () => undefined)
  return { threads, queue: new FairQueue(LIMITS.waitingTexts), running: 0 }
}

/** What waits stays in our queue, where its turn can still change; the deadline begins with the work. */
function startWaiting(pool: Pool): void {
  while (pool.running < THREADS) {
    const next = pool.queue.take()
    if (!next) return
    pool.running++
    void next.run().finally(() => {
      pool.running--
      startWaiting(pool)
    })
  }
}

const isOutOfMemory = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY'

async function runInThread<Name extends TextTaskName>(
  threads: Piscina,
  name: Name,
  input: TextTaskInput<Name>,
  deadlineMs: number,
): Promise<TextTaskOutput<Name>> {
  const deadline = new AbortController()
  const { port1: begun, port2: begin } = new MessageChannel()
  let timer: NodeJS.Timeout | undefined
  // a thread that starts first, on a busy machine for seconds, is not the text's fault
  begun.once('message', () => {
    timer = setTimeout(() => deadline.abort(), deadlineMs)
  })
  try {
    return await threads.run({ name, input, begin }, { signal: deadline.signal, transferList: [begin] })
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
    if (!deadline.signal.aborted) throw error
    const seconds = Math.round(deadlineMs / 1000)
    throw new AppError(
      'LIMIT_EXCEEDED',
      `The text was given up after ${seconds} seconds of work. Split it into smaller modules, or remove what is unusual in it.`,
      { reason: 'deadline', limit: seconds },
    )
  } finally {
    clearTimeout(timer)
    begun.close()
  }
}
