import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import type { Excerpt } from '@/lib/engine'

export type Corpus = { id: string; text: string }
export type Question = { text: string; relevant: Excerpt[] }

/** Where the public evaluation data is: `LOADOUT_EVAL_DIR`, else beside the repository. */
export function evalFolder(name: string): string | null {
  const folder = resolve(process.env.LOADOUT_EVAL_DIR ?? '../shared/eval', name)
  return existsSync(folder) ? folder : null
}

type Row = { text: string; corpus_id: string; references: { start_index: number; end_index: number }[] }

/** Documents, and questions with the spans that answer them, in UTF-16 offsets (the files count code points). */
export function readChromaQuestions(folder: string): { corpora: Corpus[]; questions: Question[] } {
  const files = readdirSync(join(folder, 'corpora')).filter((file) => file.endsWith('.md'))
  const corpora = files.sort().map((file) => {
    return { id: basename(file, '.md'), text: readFileSync(join(folder, 'corpora', file), 'utf8') }
  })
  const offsets = new Map(corpora.map(({ id, text }) => [id, utf16Offsets(text)]))
  const lines = readFileSync(join(folder, 'questions.jsonl'), 'utf8').trim().split('\n')
  const questions = lines.map((line): Question => {
    const { text, corpus_id: documentId, references } = JSON.parse(line) as Row
    const toUtf16 = (at: number) => offsets.get(documentId)?.[at] ?? 0
    return {
      text,
      relevant: references.map((span) => {
        return { documentId, start: toUtf16(span.start_index), end: toUtf16(span.end_index) }
      }),
    }
  })
  return { corpora, questions }
}

function utf16Offsets(text: string): number[] {
  const offsets: number[] = []
  let at = 0
  for (const character of text) {
    offsets.push(at)
    at += character.length
  }
  return [...offsets, at]
}
