import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateText } from 'ai'
import { createOfflineChatModel } from '@/lib/models/offline/offline-chat'
import { FRESH } from './answers/fresh-questions'
import { HANDBOOK } from './answers/handbook-questions'
import { judgeAnswer, type Verdict } from './answers/judge-answer'
import { OTHERS } from './answers/other-questions'
import { PRACTICE } from './answers/practice-questions'
import { KINDS, type Question } from './answers/questions'
import { REACT } from './answers/react-questions'
import { SKILLS } from './answers/skills-questions'
import { evalFolder } from './shared/chroma-questions'
import { type BenchActor, createBenchWorkspace, withBenchDatabase } from './shared/open-database'

/**
 * `npm run bench:answers [-- --poor] [--together] [--only=LIBRARY,…]`: labelled questions asked of Loadout without a model: composed, and answered by
 * quoting. By kind, and by group: answers are improved by looking at what was seen (the 120 that were held out in halves
 * once, and the practice questions beside them), and reported on the fresh ones, which `--poor` does not show. An answer
 * is good when it holds every labelled fact and is short, or says that nothing answers where nothing does; a citation is
 * wrong when the quote does not stand in what it cites. The three libraries are workspaces of their own, or one with
 * `--together`; four small ones of other kinds and languages stand beside them. Aims: 85 % good, no wrong citation.
 */

const FILES_PER_IMPORT = 100
const isTogether = process.argv.includes('--together')

const only = process.argv
  .find((option) => option.startsWith('--only='))
  ?.slice('--only='.length)
  .split(',')
const isAsked = (library: string) => only?.includes(library) ?? true

const GROUPS = ['practice', 'seen', 'held out'] as const
type Group = (typeof GROUPS)[number]
type Judged = Verdict & { question: Question; answer: string; group: Group }

async function main(): Promise<void> {
  const docs = evalFolder('docs')
  if (!docs) console.log('React and Agent Skills are left out: set LOADOUT_EVAL_DIR to the folder that holds docs.')
  const sets: { name: keyof typeof PRACTICE; folder: string; questions: Question[] }[] = [
    { name: 'handbook', folder: 'prisma/library', questions: HANDBOOK },
    ...(docs
      ? [
          { name: 'react.dev' as const, folder: join(docs, 'react.dev'), questions: REACT },
          { name: 'agentskills' as const, folder: join(docs, 'agentskills'), questions: SKILLS },
        ]
      : []),
  ]
  await withBenchDatabase(async () => {
    const all: Judged[] = []
    const folders = sets.filter(({ name }) => isAsked(name)).map(({ folder }) => folder)
    const shared = isTogether ? await fill(folders) : undefined
    for (const { name, folder, questions } of sets.filter(({ name }) => isAsked(name))) {
      const actor = shared ?? (await fill([folder]))
      const judged: Judged[] = []
      for (const question of questions) judged.push(await ask(actor, question, 'seen'))
      for (const question of PRACTICE[name]) judged.push(await ask(actor, question, 'practice'))
      for (const question of FRESH[name]) judged.push(await ask(actor, question, 'held out'))
      all.push(...judged)
      print(name, judged)
    }
    for (const [name, questions] of Object.entries(OTHERS).filter(([name]) => isAsked(name))) {
      const actor = await fill([join('bench/answers/libraries', name)])
      const judged: Judged[] = []
      for (const [at, question] of questions.entries())
        judged.push(await ask(actor, question, at % 2 === 0 ? 'practice' : 'held out'))
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
      all.filter(({ group, isGood }) => !isGood && group !== 'held out').forEach(show)
  })
}

async function fill(folders: string[]): Promise<BenchActor> {
  const { importModules } = await import('@/lib/services/imports/import-modules')
  const { followEmbedding } = await import('@/lib/indexing/embedding/follow-embedding')
  const actor = await createBenchWorkspace()
  const files = folders.flatMap(readMarkdown)
  for (let at = 0; at < files.length; at += FILES_PER_IMPORT) {
    await importModules(actor, { files: files.slice(at, at + FILES_PER_IMPORT) })
  }
  await followEmbedding(actor.workspaceId)
  return actor
}

function readMarkdown(folder: string): { path: string; content: string }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.mdx?$/.test(path))
    .sort()
    .map((path) => ({ path: path.replaceAll('\\', '/'), content: readFileSync(join(folder, path), 'utf8') }))
}

/** As the playground does without a provider. */
async function ask(actor: BenchActor, question: Question, group: Group): Promise<Judged> {
  const { createComposition } = await import('@/lib/services/compose/create-composition')
  const { toOfflineContext } = await import('@/lib/services/chat/answer/to-offline-context')
  const { TEXT_TASKS } = await import('@/lib/texts/tasks/text-tasks')
  const { OFFLINE_MODEL_ID } = await import('@/lib/engine')
  const [, query] = question
  const context = toOfflineContext(await createComposition(actor, { query, model: OFFLINE_MODEL_ID }))
  const model = createOfflineChatModel(OFFLINE_MODEL_ID, {
    extract: (query, passages) => TEXT_TASKS.extractAnswer({ query, passages }),
    wordDelayMs: 0,
  })
  const { text } = await generateText({ model, prompt: query, providerOptions: { loadout: context } })
  return { ...judgeAnswer(question, text, context), question, answer: text, group }
}

function print(name: string, judged: Judged[]): void {
  const cells = GROUPS.map((group) => {
    const part = judged.filter((each) => each.group === group)
    const good = part.filter(({ isGood }) => isGood).length
    const unsent = part.filter(({ isGood, isSent }) => !isGood && !isSent).length
    const wrong = part.reduce((sum, { wrongCitations }) => sum + wrongCitations, 0)
    const share = part.length === 0 ? '–' : `${((100 * good) / part.length).toFixed(0)} %`
    const counts = `${`${good}/${part.length}`.padStart(7)} ${share.padStart(6)}, ${unsent} not sent, ${wrong} wrong`
    return `${group}: ${counts}`.padEnd(48)
  })
  console.log(`${name.padEnd(12)} ${cells.join('')}`)
}

function show({ question: [kind, text], missing, isSent, answer }: Judged): void {
  console.log(
    `\n[${kind}] ${text}\n  lacks ${missing.join('; ') || 'nothing to say'}${isSent ? '' : ' (not sent)'}\n${answer}`,
  )
}

await main()
