import type { ModuleSnapshot, Profile, Turn } from '@/lib/engine'
import { fnv1a } from '@/lib/engine/text/hash'
import type { RetrievalSet } from '../retrieval/load-sets'

/** A query with what is judged relevant to it, and with what the signal under test may read. */
export type Task = { query: string; gains: ReadonlyMap<string, number>; turns?: Turn[]; profile?: Profile }
/** `modules` replaces those of the set where the task changes them. */
type BuiltTasks = { name: string; tasks: Task[]; modules?: ModuleSnapshot[] }

const OUTDATED = '~old'
/** Of each document this share of the sentences stands in its outdated version. */
const OUTDATED_SHARE = 0.8
const DAYS = 720

/**
 * Tasks for the signals that public judgements say nothing about, made from the same sets, each twice: once the signal
 * tells what is relevant, and once what it reads is drawn at random, which is what a weight costs where it tells nothing.
 *
 * - recency: each relevant document has an outdated version, two years older and without its last sentences; only the new
 *   one is right. At random: every document has a date of its own.
 * - authority: answers cited half of the relevant documents when they were sent (grounding 0.8), of all others few (0.2).
 *   At random: the same shares over all documents.
 * - profile: a fact is the title of another document that is relevant to the query. At random: the title of any.
 * - conversation: the turn before is a query that shares a relevant document. At random: any other query.
 */
export function buildTasks(set: RetrievalSet, modules: ModuleSnapshot[]): BuiltTasks[] {
  const judgements = new Map(set.queries.map(({ id, gains }) => [id, gains]))
  const relevantTo = (id: string) => judgements.get(id) ?? new Map<string, number>()
  const relevant = new Set(set.queries.flatMap(({ gains }) => [...gains.keys()]))
  const asked = set.queries.map(({ text, gains }): Task => ({ query: text, gains }))
  const titles = new Map(set.documents.map(({ id, title, text }) => [id, title || text.slice(0, 80)]))
  const all = [...titles.keys()]
  const withFact = (pick: (id: string) => string | undefined) =>
    set.queries.flatMap(({ id, text }): Task[] => {
      const [, ...others] = relevantTo(id).keys()
      const other = others.length > 0 ? pick(id) : undefined
      if (other === undefined) return []
      const fact = {
        id: 'fact',
        key: 'works on',
        value: titles.get(other) ?? '',
        source: 'explicit',
        confidence: 1,
        isStatic: false,
      } as const
      return [
        {
          query: text,
          gains: withoutId(relevantTo(id), other),
          profile: { id: 'profile', name: 'Profile', facts: [fact] },
        },
      ]
    })
  const withTurn = (isRelated: boolean) =>
    set.queries.flatMap(({ id, text }, at): Task[] => {
      const related = set.queries.find((other) => other.id !== id && shares(relevantTo(id), relevantTo(other.id)))
      const before = isRelated ? related : set.queries[(at * 31 + 7) % set.queries.length]
      if (!related || !before || before.id === id) return []
      return [{ query: text, gains: relevantTo(id), turns: [{ id: before.id, role: 'user', content: before.text }] }]
    })
  return [
    {
      name: `${set.name}: recency`,
      tasks: asked,
      modules: modules.flatMap((module) => withOutdated(module, relevant)),
    },
    {
      name: `${set.name}: recency, random`,
      tasks: asked,
      modules: modules.map((module) => ({ ...module, lastUpdated: dayBefore(hash(module.moduleId) % DAYS) })),
    },
    {
      name: `${set.name}: authority`,
      tasks: asked,
      modules: modules.map((module) => withGrounding(module, relevant.has(module.moduleId))),
    },
    {
      name: `${set.name}: authority, random`,
      tasks: asked,
      modules: modules.map((module) => withGrounding(module, hash(module.moduleId) % 2 === 0)),
    },
    { name: `${set.name}: profile`, tasks: withFact((id) => [...relevantTo(id).keys()][0]) },
    { name: `${set.name}: profile, random`, tasks: withFact((id) => all[hash(id) % all.length]) },
    { name: `${set.name}: conversation`, tasks: withTurn(true) },
    { name: `${set.name}: conversation, random`, tasks: withTurn(false) },
  ].filter(({ tasks }) => tasks.length > 0)
}

function withOutdated(module: ModuleSnapshot, relevant: Set<string>): ModuleSnapshot[] {
  const current = { ...module, lastUpdated: dayBefore(30) }
  if (!relevant.has(module.moduleId)) return [current]
  const sentences = module.body.split(/(?<=[.!?])\s+/)
  const body = sentences.slice(0, Math.max(1, Math.floor(sentences.length * OUTDATED_SHARE))).join(' ')
  return [current, { ...module, moduleId: `${module.moduleId}${OUTDATED}`, body, lastUpdated: dayBefore(760) }]
}

function withGrounding(module: ModuleSnapshot, isLikely: boolean): ModuleSnapshot {
  const isCited = isLikely && hash(`cited ${module.moduleId}`) % 2 === 0
  return { ...module, grounding: isCited ? 0.8 : 0.2 }
}

function withoutId(gains: ReadonlyMap<string, number>, id: string): Map<string, number> {
  return new Map([...gains].filter(([each]) => each !== id))
}

function shares(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean {
  return [...a.keys()].some((id) => b.has(id))
}

function dayBefore(days: number): string {
  return new Date(Date.UTC(2026, 2, 1 - days)).toISOString().slice(0, 10)
}

/** The same draw in every run. */
function hash(text: string): number {
  const value = fnv1a(text)
  return (value ^ (value >>> 15)) >>> 0
}
