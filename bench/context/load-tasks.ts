import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { ModuleSnapshot } from '@/lib/engine'
import { sampleModule } from '@/lib/engine/testing/samples.fixture'
import { normalizeSource, splitSource } from '@/lib/schemas/front-matter/front-matter'
import { HANDBOOK } from '../answers/handbook-questions'
import { OTHERS } from '../answers/other-questions'
import type { Question } from '../answers/questions'
import { REACT } from '../answers/react-questions'
import { SKILLS } from '../answers/skills-questions'
import { loadSets, type RetrievalSet } from '../retrieval/load-sets'
import { evalFolder, readChromaQuestions } from '../shared/chroma-questions'
import { DAILY_QUESTIONS } from './daily-questions'
import { HANDBOOK_FRESH_PASSAGES } from './handbook-fresh-passages'
import { HANDBOOK_NEAR_QUESTIONS } from './handbook-near-questions'
import { HANDBOOK_PASSAGES } from './handbook-passages'
import { toPassageTasks } from './labelled-passages'
import type { ContextTask, Passage } from './rate-task'
import { REACT_FRESH_PASSAGES } from './react-fresh-passages'
import { REACT_LATER_PASSAGES } from './react-later-passages'
import { REACT_PASSAGES } from './react-passages'
import { SKILLS_LATER_PASSAGES } from './skills-later-passages'
import { SKILLS_PASSAGES } from './skills-passages'

export type ContextSet = {
  name: string
  modules: ModuleSnapshot[]
  tasks: ContextTask[]
  /** Questions that the library does not answer. */
  foreign: string[]
  /** Such questions in a user's words: those labelled over the libraries with which it shares no subject. */
  everyday: string[]
  /** And of daily life, which no library here is about. */
  daily: string[]
  /** It has too few chunks to fit an embedder to. */
  isSmall?: true
  /** What users ask of such software as the library is about, and it does not say. */
  near?: string[]
}

type Loaded = Omit<ContextSet, 'everyday' | 'daily'>

/** Of each judged set whose questions are foreign to all other libraries here. */
const FOREIGN_QUESTIONS = 60
/** Abstracts under long titles: hundreds of short modules. */
const CRANFIELD = 'cranfield'
const SMALL_LIBRARIES = 'bench/answers/libraries'
const LIBRARY = 'prisma/library'
/** These share their subject, language models: what a user asks of one of them another may answer. */
const ABOUT_MODELS = ['handbook', 'agentskills', 'anthropic_docs']
const subjectOf = (library: string) => (ABOUT_MODELS.includes(library) ? 'models' : library)
/** Ends the names of the sets whose questions are in a user's words. */
const IN_USERS_WORDS = 'passages'
/** The sets over one library begin with its name. */
const libraryOf = ({ name }: Pick<ContextSet, 'name'>) => name.split(',')[0]!

/** The sets that are there: those of LOADOUT_EVAL_DIR, and the handbook, which always is. */
export function loadContextSets(only: string[]): ContextSet[] {
  const judged = new Map(loadSets([]).map((set) => [set.name, set]))
  const foreign = ['scifact', CRANFIELD].map((name) => ({
    name,
    queries: (judged.get(name)?.queries ?? []).slice(0, FOREIGN_QUESTIONS).map(({ text }) => text),
  }))
  const anthropic = judged.get('anthropic_docs')
  const cranfield = judged.get(CRANFIELD)
  const chroma = evalFolder('chroma_chunking')
  const docs = evalFolder('docs')
  const sets: Loaded[] = [
    ...(anthropic ? [toSections(anthropic), toPages(anthropic)] : []),
    ...(cranfield ? [toSections(cranfield)] : []),
    ...(chroma ? [toSpans(chroma)] : []),
    toFacts('handbook', LIBRARY, HANDBOOK),
    { ...toLabelled('handbook', LIBRARY, toPassageTasks(HANDBOOK_PASSAGES, LIBRARY)), near: HANDBOOK_NEAR_QUESTIONS },
    toLabelled('handbook, fresh', LIBRARY, toPassageTasks(HANDBOOK_FRESH_PASSAGES, LIBRARY)),
    ...(docs
      ? [
          toLabelled(
            'react.dev',
            join(docs, 'react.dev'),
            toPassageTasks(REACT_PASSAGES, join(docs, 'react.dev'), 'src/content'),
          ),
          toLabelled(
            'react.dev, fresh',
            join(docs, 'react.dev'),
            toPassageTasks(REACT_FRESH_PASSAGES, join(docs, 'react.dev'), 'src/content'),
          ),
          toLabelled(
            'react.dev, later',
            join(docs, 'react.dev'),
            toPassageTasks(REACT_LATER_PASSAGES, join(docs, 'react.dev'), 'src/content'),
          ),
          toLabelled(
            'agentskills',
            join(docs, 'agentskills'),
            toPassageTasks(SKILLS_PASSAGES, join(docs, 'agentskills')),
          ),
          toLabelled(
            'agentskills, later',
            join(docs, 'agentskills'),
            toPassageTasks(SKILLS_LATER_PASSAGES, join(docs, 'agentskills')),
          ),
          toFacts('react.dev', join(docs, 'react.dev'), REACT),
          toFacts('agentskills', join(docs, 'agentskills'), SKILLS),
        ]
      : []),
    ...Object.entries(OTHERS).map(([name, questions]): Loaded => {
      return { ...toFacts(name, join(SMALL_LIBRARIES, name), questions), isSmall: true }
    }),
  ]
  const inUsersWords = sets.filter(({ name }) => name.endsWith(IN_USERS_WORDS))
  return sets
    .filter(({ name }) => only.length === 0 || only.includes(name))
    .map((set) => {
      const others = foreign.filter(({ name }) => !set.name.startsWith(name))
      const elsewhere = inUsersWords.filter((other) => subjectOf(libraryOf(other)) !== subjectOf(libraryOf(set)))
      return {
        ...set,
        foreign: [...set.foreign, ...others.flatMap(({ queries }) => queries)],
        everyday: elsewhere.flatMap(({ tasks }) => tasks.map(({ query }) => query)),
        daily: DAILY_QUESTIONS,
      }
    })
}

/** Each judged section as a module of its own. */
function toSections({ name, documents, queries }: RetrievalSet): Loaded {
  const texts = new Map(documents.map(({ id, text }) => [id, text]))
  return {
    name: `${name}, sections`,
    modules: documents.map(({ id, title, text }) => sampleModule({ moduleId: id, name: title || id, body: text })),
    tasks: queries.map(({ text, gains }) => ({
      query: text,
      passages: [...gains.keys()].map((id) => toPassage(id, texts.get(id) ?? '')),
    })),
    foreign: [],
  }
}

/** The sections of a page as one module, under a heading each. */
function toPages({ name, documents, queries }: RetrievalSet): Loaded {
  const pages = new Map<string, string>()
  const passages = new Map<string, Passage>()
  for (const { id, title, text, page } of documents) {
    const documentId = page ?? id
    const before = pages.get(documentId) ?? ''
    const head = `${before === '' ? '' : '\n\n'}## ${title.replaceAll('\n', ' ')}\n\n`
    const start = before.length + head.length
    pages.set(documentId, before + head + text)
    passages.set(id, toPassage(documentId, text, start))
  }
  return {
    name: `${name}, pages`,
    modules: [...pages].map(([id, body]) => sampleModule({ moduleId: id, name: basename(id), body })),
    tasks: queries.map(({ text, gains }) => ({
      query: text,
      passages: [...gains.keys()].flatMap((id) => passages.get(id) ?? []),
    })),
    foreign: [],
  }
}

const toPassage = (documentId: string, text: string, start = 0): Passage => {
  return { documentId, text, start, end: start + text.length }
}

function toSpans(folder: string): Loaded {
  const { corpora, questions } = readChromaQuestions(folder)
  const bodies = new Map(corpora.map(({ id, text }) => [id, text]))
  return {
    name: 'chroma_chunking',
    modules: corpora.map(({ id, text }) => sampleModule({ moduleId: id, body: text })),
    tasks: questions.map(({ text, relevant }) => ({
      query: text,
      passages: relevant.map((span) => ({ ...span, text: bodies.get(span.documentId)!.slice(span.start, span.end) })),
    })),
    foreign: [],
  }
}

/** Markdown files as they are imported, asked the labelled questions of `bench:answers`. */
function toFacts(name: string, folder: string, questions: Question[]): Loaded {
  return {
    name,
    modules: readModules(folder),
    tasks: questions.filter(([kind]) => kind !== 'none').map(([, query, ...facts]) => ({ query, facts })),
    foreign: questions.filter(([kind]) => kind === 'none').map(([, query]) => query),
  }
}

/** The same files, asked in a user's words for passages that are labelled. */
function toLabelled(name: string, folder: string, tasks: ContextTask[]): Loaded {
  return { name: `${name}, ${IN_USERS_WORDS}`, modules: readModules(folder), tasks, foreign: [] }
}

function readModules(folder: string): ModuleSnapshot[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.mdx?$/.test(file))
  return files.sort().map((file) => {
    const { frontMatter, body } = splitSource(normalizeSource(readFileSync(join(folder, file), 'utf8')))
    const field = (key: string) => new RegExp(`^${key}: *["']?(.+?)["']?$`, 'm').exec(frontMatter ?? '')?.[1]
    const title = field('name') ?? field('title') ?? /^# (.+)$/m.exec(body)?.[1] ?? basename(file)
    return sampleModule({ moduleId: file, name: title, description: field('description') ?? '', body })
  })
}
