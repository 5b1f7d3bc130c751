import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { ModuleSnapshot } from '@/lib/engine'

type JudgedQuery = { id: string; text: string; gains: Map<string, number> }
export type RetrievalSet = {
  name: string
  /** `id` is made here, fit for a module; judgements name documents by it. `page` is what a section is a section of. */
  documents: { id: string; title: string; text: string; page?: string }[]
  queries: JudgedQuery[]
}

const FILES = ['corpus.jsonl', 'queries.jsonl', 'qrels.tsv']

/**
 * Every set of LOADOUT_EVAL_DIR (default ../shared/eval), each a folder with corpus.jsonl, queries.jsonl and qrels.tsv; none,
 * and a sentence about it, where the folder is missing. A query without a positive judgement takes no part.
 */
export function loadSets(only: string[]): RetrievalSet[] {
  const folder = resolve(process.env.LOADOUT_EVAL_DIR ?? '../shared/eval')
  if (!existsSync(folder)) {
    console.log(`No judged sets: ${folder} is not there. Set LOADOUT_EVAL_DIR to a folder that has some.`)
    return []
  }
  return readdirSync(folder)
    .filter((name) => FILES.every((file) => existsSync(join(folder, name, file))))
    .filter((name) => only.length === 0 || only.includes(name))
    .sort()
    .map((name) => loadSet(folder, name))
}

function loadSet(folder: string, name: string): RetrievalSet {
  const read = (file: string) =>
    readFileSync(join(folder, name, file), 'utf8')
      .split('\n')
      .filter(Boolean)
  const parse = (file: string) => read(file).map((line) => JSON.parse(line) as Record<string, unknown>)
  const idOf = new Map<string, string>()
  const documents = parse('corpus.jsonl').map((row, at) => {
    const id = `d${at}`
    idOf.set(String(row._id), id)
    const [page, section] = String(row._id).split('#')
    const of = page && section ? { page } : {}
    return { id, title: String(row.title ?? ''), text: String(row.text ?? ''), ...of }
  })
  const gains = new Map<string, Map<string, number>>()
  for (const line of read('qrels.tsv').slice(1)) {
    const [query = '', document = '', score = '0'] = line.split('\t')
    const id = idOf.get(document)
    if (id === undefined || Number(score) <= 0) continue
    const known = gains.get(query) ?? new Map<string, number>()
    gains.set(query, known.set(id, Number(score)))
  }
  const queries = parse('queries.jsonl').flatMap((row) => {
    const found = gains.get(String(row._id))
    return found ? [{ id: String(row._id), text: String(row.text), gains: found }] : []
  })
  return { name, documents, queries }
}

/** Each document as a module of its own. */
export function toModules({ documents }: RetrievalSet): ModuleSnapshot[] {
  return documents.map(({ id, title, text }) => ({
    moduleId: id,
    version: 1,
    name: title || id,
    description: '',
    tags: [],
    priority: 'medium',
    activation: 'semantic',
    dependencies: [],
    lastUpdated: '2026-01-01',
    body: text,
    tokenCount: Math.ceil(text.length / 4),
  }))
}
