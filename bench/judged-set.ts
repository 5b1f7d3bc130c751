import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

export type JudgedSet = {
  name: string
  documents: { id: string; title: string; text: string }[]
  queries: { id: string; text: string }[]
  /** Judged relevance by query id, then document id. */
  judgements: Map<string, Map<string, number>>
}

const SETS = ['scifact', 'cranfield', 'anthropic_docs']

/**
 * Public retrieval sets in `LOADOUT_EVAL_DIR` (default: `../shared/eval` beside the repository): one folder each, with
 * `corpus.jsonl`, `queries.jsonl` and `qrels.tsv`. Ends the process with a sentence when they are missing.
 */
export function readJudgedSets(names: string[] = SETS): JudgedSet[] {
  const folder = resolve(process.env.LOADOUT_EVAL_DIR || resolve(import.meta.dirname, '../../shared/eval'))
  const missing = names.filter((name) => !existsSync(resolve(folder, name, 'qrels.tsv')))
  if (missing.length > 0) {
    console.error(`${missing.join(', ')} not found in ${folder}: set LOADOUT_EVAL_DIR to the folder that holds them.`)
    process.exit(1)
  }
  return names.map((name) => readJudgedSet(resolve(folder, name), name))
}

function readJudgedSet(folder: string, name: string): JudgedSet {
  const judgements: JudgedSet['judgements'] = new Map()
  for (const line of readLines(folder, 'qrels.tsv').slice(1)) {
    const [query = '', document = '', score = '0'] = line.split('\t')
    if (Number(score) <= 0) continue
    const judged = judgements.get(query) ?? new Map<string, number>()
    judgements.set(query, judged.set(document, Number(score)))
  }
  const rows = (file: string) =>
    readLines(folder, file).map((line) => JSON.parse(line) as { _id: string; title?: string; text: string })
  return {
    name,
    documents: rows('corpus.jsonl').map(({ _id, title = '', text }) => ({ id: _id, title, text })),
    queries: rows('queries.jsonl')
      .map(({ _id, text }) => ({ id: _id, text }))
      .filter(({ id }) => judgements.has(id)),
    judgements,
  }
}

function readLines(folder: string, file: string): string[] {
  return readFileSync(resolve(folder, file), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
}
