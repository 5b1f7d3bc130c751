import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateText } from 'ai'
import { createOfflineChatModel } from '@/lib/models/offline-chat'
import { HANDBOOK } from './answers/handbook-questions'
import { isHeldOut, judgeAnswer, type Verdict } from './answers/judge-answer'
import { KINDS, type Question } from './answers/questions'
import { REACT } from './answers/react-questions'
import { SKILLS } from './answers/skills-questions'
import { evalFolder } from './chroma-questions'
import { type BenchActor, createBenchWorkspace, withBenchDatabase } from './open-database'

/**
 * `npm run bench:answers [-- --poor]`: 120 labelled questions asked of Loadout without a model: composed, and answered by
 * quoting. By kind, and by half: answers are improved by looking at one half and reported on the other, which `--poor`
 * does not show. An answer is good when it holds every labelled fact and is short, or says that nothing answers where
 * nothing does; a citation is wrong when the quote does not stand in what it cites. Aims: 85 % good, no wrong citation.
 */

const FILES_PER_IMPORT = 100

type Judged = Verdict & { question: Question; answer: string }

async function main(): Promise<void> {
  const docs = evalFolder('docs')
  if (!docs) console.log('React and Agent Skills are left out: set LOADOUT_EVAL_DIR to the folder that holds docs.')
  const sets = [
    { name: 'handbook', folder: 'prisma/library', questions: HANDBOOK },
    ...(docs
      ? [
          { name: 'react.dev', folder: join(docs, 'react.dev'), questions: REACT },
          { name: 'agentskills', folder: join(docs, 'agentskills'), questions: SKILLS },
        ]
      : []),
  ]
  await withBenchDatabase(async () => {
    const all: Judged[] = []
    for (const { name, folder, questions } of sets) {
      const actor = await fill(folder)
      const judged: Judged[] = []
      for (const question of questions) judged.push(await ask(actor, question))
      all.push(...judged)
      print(name, judged)
    }
    for (const kind of KINDS) {
      print(
        kind,
        all.filter(({ question }) => question[0] === kind),
      )
    }
    print('all', all)
    if (process.argv.includes('--poor'))
      all.filter(({ question, isGood }) => !isGood && !isHeldOut(question)).forEach(show)
  })
}

async function fill(folder: string): Promise<BenchActor> {
  const { importModules } = await import('@/lib/services/imports/import-modules')
  const { followEmbedding } = await import('@/lib/indexing/embedding/follow-embedding')
  const actor = await createBenchWorkspace()
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.mdx?$/.test(path))
    .sort()
    .map((path) => ({ path: path.replaceAll('\\', '/'), content: readFileSync(join(folder, path), 'utf8') }))
  for (let at = 0; at < files.length; at += FILES_PER_IMPORT) {
    await importModules(actor, { files: files.slice(at, at + FILES_PER_IMPORT) })
  }
  await followEmbedding(actor.workspaceId)
  return actor
}

/** As the playground does without a provider. */
async function ask(actor: BenchActor, question: Question): Promise<Judged> {
  const { createComposition } = await import('@/lib/services/compose/create-composition')
  const { toOfflineContext } = await import('@/lib/services/chat/to-offline-context')
  const { TEXT_TASKS } = await import('@/lib/texts/tasks/text-tasks')
  const { OFFLINE_MODEL_ID } = await import('@/lib/engine')
  const [, query] = question
  const context = toOfflineContext(await createComposition(actor, { query, model: OFFLINE_MODEL_ID }))
  const model = createOfflineChatModel(OFFLINE_MODEL_ID, {
    extract: (query, passages) => TEXT_TASKS.extractAnswer({ query, passages }),
    wordDelayMs: 0,
  })
  const { text } = await generateText({ model, prompt: query, providerOptions: { loadout: context } })
  return { ...judgeAnswer(question, text, context), question, answer: text }
}

function print(name: string, judged: Judged[]): void {
  const halves = [false, true].map((isHeld) => judged.filter(({ question }) => isHeldOut(question) === isHeld))
  const cells = halves.map((half) => {
    const good = half.filter(({ isGood }) => isGood).length
    const unsent = half.filter(({ isGood, isSent }) => !isGood && !isSent).length
    const wrong = half.reduce((sum, { wrongCitations }) => sum + wrongCitations, 0)
    const share = half.length === 0 ? '–' : `${((100 * good) / half.length).toFixed(0)} %`
    return `${`${good}/${half.length}`.padStart(7)} ${share.padStart(6)}, ${unsent} not sent, ${wrong} wrong`.padEnd(38)
  })
  console.log(`${name.padEnd(12)} learned on: ${cells[0]} held out: ${cells[1]}`)
}

function show({ question: [kind, text], missing, isSent, answer }: Judged): void {
  console.log(
    `\n[${kind}] ${text}\n  lacks ${missing.join('; ') || 'nothing to say'}${isSent ? '' : ' (not sent)'}\n${answer}`,
  )
}

await main()
