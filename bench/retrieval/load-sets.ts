import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

type JudgedQuery = { id: string; text: string; gains: Map<string, number> }
export type RetrievalSet = {
  name: string
  /** `id` is made here, fit for a module; judgements name documents by it. */
  documents: { id: string; title: string; text: string }[]
  queries: JudgedQuery[]
}

const FILES = ['corpus.jsonl', 'queries.jsonl', 'qrels.tsv']

/** Every set of the folder that has documents, queries and judgements; a query without a positive one takes no part. */
export function loadSets(folder: string, only: string[]): RetrievalSet[] {
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
    return { id, title: String(row.title ?? ''), text: String(row.text ?? '') }
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
