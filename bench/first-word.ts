import { ScriptedOpenAi } from '@/lib/models/testing/scripted-openai.fixture'
import { fillWorkspace } from './shared/fill-workspace'
import { quantile } from './shared/measure'
import { type BenchActor, createBenchWorkspace, withBenchDatabase } from './shared/open-database'
import { zipfQueries } from './shared/zipf-library'

/**
 * `npm run bench:first-word`: how long whoever asks waits for the first word and for the last one, and how many tokens are
 * sent for it, where an embedder takes its time: answers that wait for it, and answers that begin after 250 ms without it.
 * The model is silent for a time and then says all at once; the first answer of every second question says that it does not know.
 */

const CHUNKS = 2_000
const QUESTIONS = 20
const START_AFTER_MS = 250
const EMBEDDER_MS = [100, 1_000, 3_000]
const MODEL_SILENT_MS = [300, 1_500]
const MODEL = 'scripted-small'
const UNKNOWING = 'I do not know.'
const CHARACTERS_PER_TOKEN = 4

type Times = { first: number; last: number }
type Row = { times: Times[]; tokens: number; calls: number }

async function main(): Promise<void> {
  const upstream = await ScriptedOpenAi.start()
  try {
    await withBenchDatabase(async () => {
      // not before the database has its place
      const { env } = await import('@/lib/env')
      env.LOADOUT_ALLOWED_HOSTS.push(`127.0.0.1:${upstream.port}`)
      const actor = await createBenchWorkspace()
      await fillWorkspace(actor, CHUNKS)
      await embedBy(actor, upstream)
      const policies = [await policyOf(actor, 0), await policyOf(actor, START_AFTER_MS)]
      console.log(`\n${QUESTIONS} questions each on ${CHUNKS.toLocaleString('en')} chunks; ms, p50 and p95\n`)
      console.log(`${'embedder   model silent'.padEnd(47)}    first word     last word    tokens  calls`)
      let seed = 100
      for (const embedderMs of EMBEDDER_MS) {
        for (const silentMs of MODEL_SILENT_MS) {
          upstream.embeddingRule = () => ({ delayMs: embedderMs })
          for (const [at, name] of ['waits for it', `begins after ${START_AFTER_MS} ms`].entries()) {
            // a vector that came once is remembered: each row has questions of its own
            const asked = { policy: policies[at] ?? '', silentMs, seed: ++seed }
            print([embedderMs, silentMs, name], await measure(actor, upstream, asked))
          }
        }
      }
    })
  } finally {
    await upstream.stop()
  }
}

async function embedBy(actor: BenchActor, upstream: ScriptedOpenAi): Promise<void> {
  const { saveProvider } = await import('@/lib/services/providers/save-provider')
  const { chooseEmbedding } = await import('@/lib/services/embeddings/choose-embedding')
  const { followEmbedding } = await import('@/lib/indexing/embedding/follow-embedding')
  const { baseUrl } = upstream
  const models = [{ id: MODEL, contextWindow: 20_000 }]
  const { id } = await saveProvider(actor, { kind: 'openai-compatible', name: 'Scripted', baseUrl, models })
  await chooseEmbedding(actor, { kind: 'provider', providerId: id, model: 'scripted' })
  await followEmbedding(actor.workspaceId)
}

async function policyOf(actor: BenchActor, startAfterMs: number): Promise<string> {
  const { savePolicyVersion } = await import('@/lib/services/policies/save-policy-version')
  const { DEFAULT_POLICY_SETTINGS } = await import('@/lib/engine')
  const settings = { ...DEFAULT_POLICY_SETTINGS, answers: { reuse: false, startAfterMs } }
  return `default@${(await savePolicyVersion(actor, { id: 'default', settings })).version}`
}

type Asked = { policy: string; silentMs: number; seed: number }

async function measure(actor: BenchActor, upstream: ScriptedOpenAi, { policy, silentMs, seed }: Asked): Promise<Row> {
  upstream.received.length = 0
  const times: Times[] = []
  for (const [at, text] of zipfQueries(QUESTIONS, seed).entries()) {
    const answers = [...(at % 2 === 1 ? [UNKNOWING] : []), `${text} [k1].`]
    upstream.completionRule = () => ({ deltas: [(answers.length > 1 ? answers.shift() : answers[0]) ?? ''], silentMs })
    times.push(await ask(actor, text, policy))
  }
  const calls = upstream.received.filter(({ path }) => path.endsWith('/chat/completions'))
  const tokens = calls.reduce((sum, { body }) => sum + JSON.stringify(body.messages).length / CHARACTERS_PER_TOKEN, 0)
  return { times, tokens, calls: calls.length }
}

async function ask(actor: BenchActor, text: string, policy: string): Promise<Times> {
  const { streamChat } = await import('@/lib/services/chat/stream-chat')
  const start = performance.now()
  const times: Times = { first: 0, last: 0 }
  for await (const { type } of await streamChat(actor, { text, model: MODEL, policy }, { onError: console.error })) {
    if (type !== 'text-delta') continue
    times.last = performance.now() - start
    times.first ||= times.last
  }
  return times
}

function print([embedderMs, silentMs, name]: [number, number, string], { times, tokens, calls }: Row): void {
  const of = (key: keyof Times) => {
    const values = times.map((time) => time[key])
    return [0.5, 0.95].map((share) => quantile(values, share).toFixed(0).padStart(7)).join('')
  }
  const row = [`${embedderMs} ms`.padEnd(11), `${silentMs} ms`.padEnd(14), name.padEnd(22), of('first'), of('last')]
  console.log(`${row.join('')}${tokens.toFixed(0).padStart(10)}${String(calls).padStart(7)}`)
}

await main()
