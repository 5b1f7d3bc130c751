import {
  DEFAULT_POLICY_SETTINGS,
  type EnginePorts,
  type PreparedContext,
  prepareContext,
  type Turn,
} from '@/lib/engine'
import { sampleRequest } from '@/lib/engine/testing/compose-request.fixture'
import { assembleAt, sentOf } from './compose-at'
import type { ContextSet } from './load-tasks'
import { type ContextTask, isHeldOut, rateTask } from './rate-task'

const BUDGETS = [1_000, 2_000]
const MOST_TASKS = 100
const JOINTS = ['And', 'Also,', 'But', 'So']
const LEANING = [
  'And why?',
  'Can you explain it in more detail?',
  'How does that work?',
  'Show me an example',
  'What are its limits?',
  'What else should I know about it?',
]
/** Words of a question that are asked about once more. */
const LAST_WORDS = 4

/** How a question is asked inside a conversation: after which one, and in which words. */
type Asked = { before?: string; query: string }
type Kind = { name: string; ask: (task: ContextTask, other: ContextTask, at: number) => Asked }

const KINDS: Kind[] = [
  { name: 'asked by itself', ask: ({ query }) => ({ query }) },
  {
    name: 'changes the subject',
    ask: ({ query }, other, at) => {
      return { before: other.query, query: `${JOINTS[at % JOINTS.length]} ${query[0]!.toLowerCase()}${query.slice(1)}` }
    },
  },
  {
    name: 'leans on the question before',
    ask: ({ query }, _, at) => ({ before: query, query: LEANING[at % LEANING.length]! }),
  },
  {
    name: 'asks about its last words',
    ask: ({ query }) => {
      const last = query.replace(/[?.]/g, '').split(' ').slice(-LAST_WORDS)
      return { before: query, query: `What about ${last.join(' ')}?` }
    },
  },
]

/** Prints, in percent, how much of what answers is there, beside what is there for its rewrite asked by itself. */
export async function measureFollowUps(set: ContextSet, ports: EnginePorts): Promise<void> {
  const tasks = set.tasks.slice(0, MOST_TASKS)
  const heldOut = tasks.filter(isHeldOut).length
  const heads = ['1k', '2k', 'held 1k', 'held 2k'].map((head) => head.padStart(8))
  console.log(`\n${`${set.name}: ${tasks.length} questions`.padEnd(42)}${heads.join('')}`)
  for (const { name, ask } of KINDS) {
    const whole = [0, 0, 0, 0]
    const rewritten = [0, 0, 0, 0]
    const add = (sums: number[], task: ContextTask, prepared: PreparedContext) => {
      for (const [at, tokens] of BUDGETS.entries()) {
        const present = rateTask(task, sentOf(assembleAt(prepared, tokens, ports.tokenizer)))
        sums[at]! += present / tasks.length
        if (isHeldOut(task)) sums[BUDGETS.length + at]! += present / heldOut
      }
    }
    let isRead = false
    for (const [at, task] of tasks.entries()) {
      const prepared = await prepare(ask(task, tasks[(at * 7 + 13) % tasks.length]!, at), ports)
      const { isFollowUp, standaloneQuery } = prepared.analysis
      add(whole, task, prepared)
      add(rewritten, task, isFollowUp ? await prepare({ query: standaloneQuery }, ports) : prepared)
      isRead ||= isFollowUp
    }
    print(name, whole)
    if (isRead) print('  its rewrite, asked by itself', rewritten)
  }
}

function prepare({ before, query }: Asked, ports: EnginePorts): Promise<PreparedContext> {
  const turns: Turn[] = before === undefined ? [] : [{ id: 'before', role: 'user', content: before }]
  const policy = { id: 'default', version: 1, settings: DEFAULT_POLICY_SETTINGS }
  const model = { id: 'bench', family: 'gpt' as const, contextWindow: 200_000, maxOutputTokens: 8_000 }
  return prepareContext(sampleRequest({ query, policy, model, turns }), ports)
}

function print(name: string, shares: number[]): void {
  console.log(name.padEnd(42) + shares.map((share) => (100 * share).toFixed(1).padStart(8)).join(''))
}
